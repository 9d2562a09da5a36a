using System.Buffers.Binary;
using System.Text;
using Millrace.State;

namespace Millrace.Suppression;

/// <summary>Reads big-endian integers, texts and bytes one after the other.</summary>
internal ref struct BufferReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Bytes(sizeof(long)));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Bytes(sizeof(int)));

    public string Text() => Encoding.UTF8.GetString(Bytes(Int32()));

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > _rest.Length)
        {
            throw new StateException($"An entry of a suppression is torn: {count} bytes are due and {_rest.Length} are left.");
        }

        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }
}
