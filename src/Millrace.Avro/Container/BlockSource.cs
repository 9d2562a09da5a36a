using System.Buffers;
using Millrace.Avro.Schemas;

namespace Millrace.Avro.Container;

/// <summary>The blocks of a file, one after the other.</summary>
internal sealed class BlockSource(ContainerInput input, ContainerHeader header) : IDisposable
{
    // A writer's block is tens or hundreds of kilobytes; a length beyond this is a broken one.
    private const int LargestBlock = 256 << 20;

    private readonly ArrayBufferWriter<byte> _block = new();
    private readonly int _minimumBytes = SchemaShape.MinimumBytes(header.Schema);
    private byte[] _raw = [];
    private byte[] _sync = new byte[ContainerFormat.SyncBytes];
    private long _start;
    private long _recordsBefore;
    private long _recordsInBlock;

    public long BlockCount { get; private set; }

    /// <summary>The present block's records.</summary>
    public ReadOnlySpan<byte> Block => _block.WrittenSpan;

    /// <summary>Reads and checks the next block.</summary>
    /// <param name="records">How many records it says it has.</param>
    /// <returns>False at the end of the file.</returns>
    public bool MoveNext(out long records)
    {
        _recordsBefore += _recordsInBlock;
        _recordsInBlock = 0;
        _start = input.Position;
        _block.ResetWrittenCount();
        if (!TryReadLong(out records))
        {
            if (input.Position == _start)
                return false;
            throw Torn();
        }

        if (!TryReadLong(out var length))
            throw Torn();
        if (records < 0)
            throw BadHead(AvroContainerError.BadCount, $"a block says that it has {records} records");
        if (length is < 0 or > LargestBlock)
            throw BadHead(AvroContainerError.AbsurdLength, $"a block says that it has {length} bytes");
        if (!input.TryRead(ref _raw, (int)length) || !input.TryRead(ref _sync, _sync.Length))
            throw Torn();
        if (!_sync.AsSpan().SequenceEqual(header.Sync))
            throw Error(AvroContainerError.BadSync, "a block does not end with the file's sync marker");
        Decompress((int)length);
        if (records > (_minimumBytes > 0 ? _block.WrittenCount / _minimumBytes : int.MaxValue))
            throw Error(AvroContainerError.BadCount, $"a block of {_block.WrittenCount} bytes says that it has {records} records");
        _recordsInBlock = records;
        BlockCount++;
        return true;
    }

    public AvroContainerException Error(AvroContainerError error, string detail, Exception? inner = null) =>
        new(error, detail, _start, _recordsBefore, inner);

    public void Dispose() => input.Dispose();

    private void Decompress(int length)
    {
        try
        {
            header.Codec.Decompress(_raw.AsMemory(0, length), _block, LargestBlock);
        }
        catch (AvroBlockException e)
        {
            throw Error(e.IsChecksum ? AvroContainerError.BadCrc : AvroContainerError.BadCompressedData, $"a block cannot be decompressed: {e.Message}", e);
        }
    }

    private bool TryReadLong(out long value)
    {
        try
        {
            return input.TryReadLong(out value);
        }
        catch (AvroDataException e)
        {
            throw Error(AvroContainerError.AbsurdLength, "a block's head is no number", e);
        }
    }

    // Where no sync marker follows there is no block at all: the file's end is torn, whatever its bytes happen to say.
    private AvroContainerException BadHead(AvroContainerError error, string detail) =>
        input.SkipPast(header.Sync) ? Error(error, detail) : Torn();

    private AvroContainerException Torn() => Error(AvroContainerError.Truncated, "the file ends within a block");
}
