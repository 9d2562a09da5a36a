namespace Millrace;

/// <summary>Where a record came from.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The record's offset in it.</param>
public readonly record struct RecordOrigin(string Topic, int Partition, long Offset);
