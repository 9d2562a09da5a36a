using Millrace.Avro.Container;

namespace Millrace.Avro;

/// <summary>How an object container file is written.</summary>
public sealed record AvroContainerOptions
{
    /// <summary>How blocks are compressed: one of <see cref="AvroBlockCodecs.Names"/>. Default: <c>deflate</c>, which every reader knows.</summary>
    public string Codec { get; init; } = "deflate";

    /// <summary>
    /// How many bytes of records, before compression, make a block, at least 1. Default: 64 KiB, where deflate has its
    /// window twice and a torn block costs little.
    /// </summary>
    public int BlockBytes { get; init; } = 64 * 1024;

    /// <summary>What the header says besides the schema and the codec. Names beginning with <c>avro.</c> are reserved.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Metadata { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    /// <summary>The 16 bytes between blocks; null draws them at random, which is right for all but tests.</summary>
    public ReadOnlyMemory<byte>? SyncMarker { get; init; }

    /// <summary>Whether the stream stays open when the writer is disposed of. Default: false.</summary>
    public bool LeaveOpen { get; init; }

    internal void Validate()
    {
        var errors = new List<string>();
        if (BlockBytes < 1)
            errors.Add($"{nameof(BlockBytes)} is {BlockBytes}: at least 1");
        if (AvroBlockCodecs.Find(Codec, out var reason) is null)
            errors.Add($"{nameof(Codec)}: {reason}");
        if (SyncMarker is { Length: not ContainerFormat.SyncBytes })
            errors.Add($"{nameof(SyncMarker)} has {SyncMarker.Value.Length} bytes: {ContainerFormat.SyncBytes}");
        foreach (var name in Metadata.Keys.Where(name => name.StartsWith("avro.", StringComparison.Ordinal)))
            errors.Add($"{nameof(Metadata)} has \"{name}\": names beginning with avro. are reserved");
        if (errors.Count > 0)
            throw new ArgumentException(string.Join("; ", errors));
    }
}
