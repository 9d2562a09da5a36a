namespace Millrace.Archive.Manifests;

/// <summary>
/// What became of the offsets [<see cref="Start"/>, <see cref="End"/>) of one partition. Each of them is a record in
/// one of the files, or was refused, or lies in a gap.
/// </summary>
internal sealed record Manifest
{
    internal required TopicPartition Input { get; init; }

    internal required long Start { get; init; }

    internal required long End { get; init; }

    internal required IReadOnlyList<ManifestFile> Files { get; init; }

    internal required IReadOnlyList<RefusedRecord> Refused { get; init; }

    internal required IReadOnlyList<OffsetGap> Gaps { get; init; }

    /// <summary>The checksum of the manifest before this one, or null for the first.</summary>
    internal string? Previous { get; init; }

    /// <summary>The SHA-256 of the manifest's own text with this field's digits as zeros; empty before it is written.</summary>
    internal string Checksum { get; init; } = "";
}

/// <summary>One container file of a range.</summary>
/// <param name="Path">Relative to the archive's folder, with slashes.</param>
/// <param name="First">The offset of its first record.</param>
/// <param name="Last">The offset of its last record.</param>
/// <param name="Records">How many records it holds.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its checksum, in small hexadecimal digits.</param>
internal sealed record ManifestFile(string Path, long First, long Last, long Records, long Bytes, string Sha256);

/// <summary>A record that could not be decoded or was not valid.</summary>
internal readonly record struct RefusedRecord(long Offset, string Reason);

/// <summary>Offsets [<paramref name="From"/>, <paramref name="To"/>) at which no record came: transaction markers, compacted or deleted records.</summary>
internal readonly record struct OffsetGap(long From, long To);
