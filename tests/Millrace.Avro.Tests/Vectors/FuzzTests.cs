using Millrace.Avro.Fuzz;

namespace Millrace.Avro.Tests.Vectors;

/// <summary>The run of <c>benchmarks/Avro fuzz</c>, with fewer inputs.</summary>
[Trait("Part", "avro")]
public sealed class FuzzTests
{
    [Fact]
    public void A_million_changed_inputs_over_thirty_schemas_are_values_or_refused_within_their_bounds()
    {
        var targets = FuzzTarget.Load(AvroVectors.Root);
        Assert.SkipWhen(targets.Count == 0, "the Avro vectors are absent: set MILLRACE_AVRO_VECTORS");
        var run = new FuzzRun(targets, seed: 17);
        run.Run(1_000_000);
        Assert.InRange(run.Accepted, 1, run.Inputs - 1);
    }

    [Fact]
    public void Changed_inputs_of_every_schema_of_the_vectors_are_values_or_refused_within_their_bounds()
    {
        var targets = FuzzTarget.Load(AvroVectors.Root, Path.Combine("binary", "*.json"));
        Assert.SkipWhen(targets.Count == 0, "the Avro vectors are absent: set MILLRACE_AVRO_VECTORS");
        var run = new FuzzRun(targets, seed: 18);
        run.Run(200_000);
        Assert.InRange(run.Accepted, 1, run.Inputs - 1);
    }
}
