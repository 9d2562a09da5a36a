namespace Millrace.Conformance;

// A class a family: the runner takes them in parallel, and each can be run alone (-class). The recorded outputs are
// the vectors' own; see ConformanceRow for what is compared.

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class StatelessConformance
{
    [Theory, Sequences("stateless")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("stateless", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class TableConformance
{
    [Theory, Sequences("table")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("table", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class TableJoinConformance
{
    [Theory, Sequences("table-join")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("table-join", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class TableJoinFkConformance
{
    [Theory, Sequences("table-join-fk")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("table-join-fk", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class AggregateConformance
{
    [Theory, Sequences("aggregate")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("aggregate", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class CogroupConformance
{
    [Theory, Sequences("cogroup")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("cogroup", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class WindowConformance
{
    [Theory, Sequences("window")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("window", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class SuppressConformance
{
    [Theory, Sequences("suppress")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("suppress", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class StreamJoinConformance
{
    [Theory, Sequences("stream-join")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("stream-join", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class StreamTableJoinConformance
{
    [Theory, Sequences("stream-table-join")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("stream-table-join", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class VersionedStoreConformance
{
    [Theory, Sequences("versioned-store")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("versioned-store", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class ProcessorConformance
{
    [Theory, Sequences("processor")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("processor", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class TimestampConformance
{
    [Theory, Sequences("timestamp")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("timestamp", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class RepartitionConformance
{
    [Theory, Sequences("repartition")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("repartition", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class ErrorConformance
{
    [Theory, Sequences("error")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("error", @case, sequence);
}

[Trait(ConformanceRow.PartTrait, ConformanceRow.Part)]
public sealed class CachingConformance
{
    [Theory, Sequences("caching")]
    public void Is_as_recorded(string? @case, string? sequence) => ConformanceRow.Check("caching", @case, sequence);
}
