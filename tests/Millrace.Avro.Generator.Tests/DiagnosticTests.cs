using Microsoft.CodeAnalysis;

namespace Millrace.Avro.Generator.Tests;

public sealed class DiagnosticTests
{
    [Fact]
    public void A_bad_schema_is_reported_with_its_rule_file_and_line()
    {
        var generation = Generation.Of(("schemas/Bad.avsc", """
            {
              "type": "record",
              "name": "Bad",
              "fields": [
                { "name": "a-b", "type": "int" }
              ]
            }
            """));
        var diagnostic = Assert.Single(generation.Diagnostics);
        Assert.Equal("MRAVRO001", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        var place = diagnostic.Location.GetLineSpan();
        Assert.Equal("schemas/Bad.avsc", place.Path);
        Assert.Equal((4, 14), (place.StartLinePosition.Line, place.StartLinePosition.Character));
        Assert.Contains("$.fields[0].name", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_json_is_reported_where_it_breaks()
    {
        var diagnostic = Assert.Single(Generation.Of(("x.avsc", "{\n  \"type\": record\n}")).Diagnostics);
        Assert.Equal(("MRAVRO001", 1), (diagnostic.Id, diagnostic.Location.GetLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public void A_bad_schema_does_not_keep_the_good_ones_from_being_generated()
    {
        var generation = Generation.Of(("bad.avsc", "{"), ("good.avsc", Schemas.Record("Good", "int")), ("worse.avsc", "[5]"));
        Assert.Equal(["bad.avsc", "worse.avsc"], generation.Diagnostics.Select(diagnostic => diagnostic.Location.GetLineSpan().Path).Order());
        Assert.Equal("acme.Good.g.cs", Assert.Single(generation.Result.GeneratedSources).HintName);
    }

    [Fact]
    public void A_type_that_two_files_define_is_reported()
    {
        var diagnostic = Assert.Single(Generation.Of(("a.avsc", Schemas.Record("Same", "int")), ("b.avsc", Schemas.Record("Same", "long"))).Diagnostics);
        Assert.Equal(("MRAVRO001", "b.avsc"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
    }

    [Fact]
    public void Two_types_that_would_share_a_name_in_csharp_are_reported()
    {
        var diagnostic = Assert.Single(Generation.Of(("a.avsc", Schemas.Record("fan_speed", "int")), ("b.avsc", "\n\n  " + Schemas.Record("FanSpeed", "int"))).Diagnostics);
        var place = diagnostic.Location.GetLineSpan();
        Assert.Equal(("MRAVRO002", "b.avsc", 2, 2), (diagnostic.Id, place.Path, place.StartLinePosition.Line, place.StartLinePosition.Character));
        Assert.Contains("Acme.FanSpeed", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_type_to_generate_is_reported()
    {
        var diagnostic = Assert.Single(Generation.Of(("a.avsc", "\"string\"")).Diagnostics);
        Assert.Equal(("MRAVRO003", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
    }
}
