namespace Millrace.Avro.Generator.Tests;

public sealed class IncrementalityTests
{
    private static readonly (string Path, string Text)[] Files =
    [
        ("Fan.avsc", Schemas.Record("Fan", "int")),
        ("Unit.avsc", Schemas.Record("Unit", "Fan")),
        ("Site.avsc", Schemas.Record("Site", """{"type":"array","items":"Unit"}""")),
        ("Weather.avsc", Schemas.Record("Weather", "double")),
    ];

    [Fact]
    public void The_first_run_makes_every_type()
    {
        var generation = Generation.Of(Files);
        Assert.Equal(["acme.Fan", "acme.Site", "acme.Unit", "acme.Weather"], Names(generation.MadeAnew()));
        generation.Load();
    }

    [Fact]
    public void A_run_without_an_edit_makes_nothing()
    {
        var generation = Generation.Of(Files);
        generation.Run();
        Assert.Empty(generation.MadeAnew());
    }

    [Fact]
    public void An_edit_makes_the_type_and_those_that_use_it_and_no_other()
    {
        var generation = Generation.Of(Files);
        generation.Set("Unit.avsc", Schemas.Record("Unit", "Fan", "What it is."));
        generation.Run();
        Assert.Equal(["acme.Site", "acme.Unit"], Names(generation.MadeAnew()));
    }

    [Fact]
    public void An_edit_of_blanks_makes_nothing()
    {
        var generation = Generation.Of(Files);
        generation.Set("Fan.avsc", Schemas.Record("Fan", "int") + "\n\n");
        generation.Run();
        Assert.Empty(generation.MadeAnew());
    }

    [Fact]
    public void An_edit_that_breaks_a_schema_leaves_the_others_as_they_are()
    {
        var generation = Generation.Of(Files);
        generation.Set("Weather.avsc", "{");
        generation.Run();
        Assert.Single(generation.Diagnostics);
        Assert.Equal(3, generation.Result.GeneratedSources.Length);
        Assert.DoesNotContain("acme.", string.Concat(generation.MadeAnew()), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(IEnumerable<string> models) =>
        models.Select(model => model.Split("FullName = ")[1].Split(',')[0]).Order(StringComparer.Ordinal);
}
