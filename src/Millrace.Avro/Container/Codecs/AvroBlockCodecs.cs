using System.Collections.Immutable;
using Millrace.Avro.Container;

namespace Millrace.Avro;

/// <summary>
/// The codecs that container files are read and written with. <c>null</c>, <c>deflate</c>, <c>snappy</c> and <c>bzip2</c> are
/// always there; <c>zstandard</c> and <c>xz</c> where the machine has their libraries (Debian: libzstd1, liblzma5).
/// </summary>
public static class AvroBlockCodecs
{
    private static ImmutableSortedDictionary<string, IAvroBlockCodec> _known = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        new IAvroBlockCodec[] { new NullCodec(), new DeflateCodec(), new SnappyCodec(), new Bzip2Codec(), new ZstandardCodec(), new XzCodec() }
            .Select(codec => KeyValuePair.Create(codec.Name, codec)));

    /// <summary>The names of the codecs that work here, in order.</summary>
    public static IReadOnlyList<string> Names => [.. _known.Where(codec => WhyUnusable(codec.Value) is null).Select(codec => codec.Key)];

    /// <summary>Adds a codec, or puts it in the place of the one of its name. Files that are open keep the one that they have.</summary>
    public static void Register(IAvroBlockCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ImmutableInterlocked.Update(ref _known, known => known.SetItem(codec.Name, codec));
    }

    /// <summary>The codec of that name; null, and the reason, where there is none that works.</summary>
    internal static IAvroBlockCodec? Find(string name, out string? reason)
    {
        if (!_known.TryGetValue(name, out var codec))
        {
            reason = $"the codec \"{name}\" is not known here; known are {string.Join(", ", Names)}";
            return null;
        }

        reason = WhyUnusable(codec);
        return reason is null ? codec : null;
    }

    private static string? WhyUnusable(IAvroBlockCodec codec) => codec is NativeCodec { Library: { IsPresent: false } library }
        ? $"the codec \"{codec.Name}\" needs {library.Description}, which this machine lacks; install it, or register another codec of that name"
        : null;
}
