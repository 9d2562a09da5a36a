namespace Millrace.Archive;

/// <summary>What <see cref="ArchiveVerifier"/> found.</summary>
public sealed record ArchiveReport
{
    /// <summary>The archive's folder.</summary>
    public required string Directory { get; init; }

    /// <summary>Its partitions, by topic and number.</summary>
    public required IReadOnlyList<ArchivePartition> Partitions { get; init; }

    /// <summary>Everything that is wrong; empty when every offset of every partition is accounted for exactly once.</summary>
    public required IReadOnlyList<ArchiveProblem> Problems { get; init; }

    /// <summary>Files of commits that did not finish. They count for nothing, and the next worker clears them away.</summary>
    public required int UnfinishedFiles { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Problems.Count == 0;

    /// <summary>Records in all files.</summary>
    public long Records => Partitions.Sum(p => p.Records);

    /// <summary>All files that manifests name.</summary>
    public long Files => Partitions.Sum(p => p.Files);

    /// <summary>Their size.</summary>
    public long Bytes => Partitions.Sum(p => p.Bytes);

    /// <summary>Records that were refused.</summary>
    public long Refused => Partitions.Sum(p => p.Refused);

    /// <summary>Offsets at which no record came.</summary>
    public long GapOffsets => Partitions.Sum(p => p.GapOffsets);
}

/// <summary>One partition of an archive, as its manifests describe it.</summary>
/// <param name="Input">The partition.</param>
/// <param name="Start">The first offset that it accounts for.</param>
/// <param name="End">The offset behind the last.</param>
/// <param name="Manifests">How many manifests there are.</param>
/// <param name="Files">How many files they name.</param>
/// <param name="Records">How many records these hold.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Refused">Records that were refused.</param>
/// <param name="GapOffsets">Offsets at which no record came.</param>
public sealed record ArchivePartition(
    TopicPartition Input, long Start, long End, int Manifests, long Files, long Records, long Bytes, long Refused, long GapOffsets);
