namespace Millrace.Avro.Generator.Tests;

public sealed class UnionTests
{
    [Fact]
    public void A_union_of_several_types_is_an_object_of_the_branch_that_it_is()
    {
        var generation = Generation.Of(("R.avsc", Schemas.Record("R", """["null","int","string",{"type":"array","items":"long"}]""")));
        Assert.Equal(typeof(object), generation.Load().GetType("Acme.R")!.GetProperty("Value")!.PropertyType);
    }

    [Fact]
    public void A_union_whose_branches_look_the_same_in_csharp_is_reported()
    {
        var generation = Generation.Of(("R.avsc", Schemas.Record("R", """["bytes",{"type":"fixed","name":"F","size":2}]""")));
        var diagnostic = Assert.Single(generation.Diagnostics);
        Assert.Equal("MRAVRO004", diagnostic.Id);
        Assert.Contains("acme.R.value", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Empty(generation.Result.GeneratedSources);
    }
}
