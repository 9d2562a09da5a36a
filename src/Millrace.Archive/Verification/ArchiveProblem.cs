namespace Millrace.Archive;

/// <summary>Something that is wrong with an archive.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Path">The file or folder concerned, relative to the archive.</param>
/// <param name="Message">The same for people.</param>
public sealed record ArchiveProblem(ArchiveProblemKind Kind, string Path, string Message);

/// <summary>What can be wrong with an archive.</summary>
public enum ArchiveProblemKind
{
    /// <summary>A manifest is missing: offsets of which nothing is known.</summary>
    OffsetsMissing,

    /// <summary>Two manifests claim the same offsets.</summary>
    OffsetsOverlap,

    /// <summary>A manifest cannot be read, was edited, or lies where it does not belong.</summary>
    ManifestUnreadable,

    /// <summary>A manifest does not follow upon the one before: one of the two was replaced.</summary>
    ManifestReplaced,

    /// <summary>A manifest's records, refusals and gaps do not add up to its offsets.</summary>
    CountsDiffer,

    /// <summary>A file that a manifest names is not there.</summary>
    FileMissing,

    /// <summary>A file is not as it was written, or cannot be read.</summary>
    FileDamaged,

    /// <summary>A file is named more than once.</summary>
    FileNamedTwice,

    /// <summary>A file that no manifest names: its manifest is gone, or somebody else put it there.</summary>
    FileUnknown,
}
