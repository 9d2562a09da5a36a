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

    /// <summary>Blocks whose marker, the one before them, begins at this place or behind it are another's.</summary>
    public long End { get; init; } = long.MaxValue;

    /// <summary>Where the block behind the present one begins.</summary>
    public long NextStart => input.Position;

    /// <summary>Goes behind the first marker at or behind a place: the blocks from there on, and not those before, are read.</summary>
    public void StartAt(long position)
    {
        // The header's own marker stands before the first block.
        if (position <= input.Position - ContainerFormat.SyncBytes)
            return;
        input.SeekTo(position);
        input.SeekPast(header.Sync);
    }

    /// <summary>Reads and checks the next block.</summary>
    /// <param name="records">How many records it says it has.</param>
    /// <returns>False at the end of the file, or of the part that is to be read.</returns>
    public bool MoveNext(out long records)
    {
        if (!TryReadHead(out records, out var length))
            return false;
        if (!input.TryRead(ref _raw, (int)length))
            throw Torn();
        ReadMarker();
        Decompress((int)length);
        if (records > (_minimumBytes > 0 ? _block.WrittenCount / _minimumBytes : int.MaxValue))
            throw Error(AvroContainerError.BadCount, $"a block of {_block.WrittenCount} bytes says that it has {records} records");
        EndBlock(records);
        return true;
    }

    /// <summary>Passes over the next block of a stream that can seek: its head and its marker are checked, its records are not.</summary>
    public bool SkipNext()
    {
        if (!TryReadHead(out var records, out var length))
            return false;
        if (!input.TrySkip(length))
            throw Torn();
        ReadMarker();
        EndBlock(records);
        return true;
    }

    /// <summary>How many records the blocks up to and with the present one say they have.</summary>
    public long Records => _recordsBefore + _recordsInBlock;

    /// <summary>Where the present block begins.</summary>
    public long Start => _start;

    public AvroContainerException Error(AvroContainerError error, string detail, Exception? inner = null) =>
        new(error, detail, _start, _recordsBefore, inner);

    public void Dispose() => input.Dispose();

    private bool TryReadHead(out long records, out long length)
    {
        length = 0;
        records = 0;
        _recordsBefore += _recordsInBlock;
        _recordsInBlock = 0;
        _block.ResetWrittenCount();
        if (input.Position - ContainerFormat.SyncBytes >= End)
            return false;
        _start = input.Position;
        if (!TryReadLong(out records))
        {
            if (input.Position == _start)
                return false;
            throw Torn();
        }

        if (!TryReadLong(out length))
            throw Torn();
        if (records < 0)
            throw BadHead(AvroContainerError.BadCount, $"a block says that it has {records} records");
        if (length is < 0 or > LargestBlock)
            throw BadHead(AvroContainerError.AbsurdLength, $"a block says that it has {length} bytes");
        return true;
    }

    private void ReadMarker()
    {
        if (!input.TryRead(ref _sync, _sync.Length))
            throw Torn();
        if (!_sync.AsSpan().SequenceEqual(header.Sync))
            throw Error(AvroContainerError.BadSync, "a block does not end with the file's sync marker");
    }

    private void EndBlock(long records)
    {
        _recordsInBlock = records;
        BlockCount++;
    }

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
