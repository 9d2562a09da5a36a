using System.Buffers;
using Millrace.Graph;

namespace Millrace.Operators.ForeignKeys;

/// <summary>Hashes the bytes of left values.</summary>
internal sealed class ValueHasher<TValue>(Serde<TValue>? serde)
{
    private Serde<TValue>? _serde = serde;
    private SerdeContext _context;

    /// <summary>To be called before the first value.</summary>
    /// <param name="resolution">Finds the serde where the author named none.</param>
    /// <param name="topic">The topic that the hashes go to.</param>
    /// <param name="place">Where the join stands.</param>
    /// <param name="name">Its name.</param>
    public void Resolve(SerdeResolution resolution, string topic, SourcePlace place, string name)
    {
        _context = new SerdeContext($"{topic}-vh", IsKey: false);
        _serde = resolution.Find(_serde, _context, SerdeUse.Write, place, name);
    }

    public ValueHash Hash(TValue value, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        _serde!.Serialize(value, buffer, _context);
        var (high, low) = Murmur3.Hash(buffer.WrittenSpan);
        return new ValueHash(high, low);
    }
}
