namespace Millrace;

/// <summary>What holds for every source of an application that says nothing else itself.</summary>
public sealed record StreamsDefaults
{
    internal static readonly StreamsDefaults None = new();

    /// <summary>What becomes of records that fail; by default the task fails.</summary>
    public ErrorHandling Errors { get; init; } = new();

    /// <summary>What becomes of records whose own timestamp is negative; by default they cannot be read.</summary>
    public InvalidTimestamps InvalidTimestamps { get; init; } = InvalidTimestamps.Fail;

    /// <summary>What becomes of records whose timestamps are ahead of the wall clock; null (the default) for nothing, as in Kafka Streams.</summary>
    public FutureTimestamps? Future { get; init; }
}
