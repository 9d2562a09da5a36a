using Millrace.Avro.Container;
using Millrace.Avro.Resolution;

namespace Millrace.Avro;

/// <summary>
/// Reads an object container file, or a range of it, block by block. For one thread at a time.
/// </summary>
public sealed class AvroContainerReader : IDisposable
{
    private readonly BlockSource _source;
    private readonly ContainerHeader _header;
    private readonly SkipStep _extent;
    private int _position;
    private long _remaining;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The file; it need not be able to seek.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the reader is disposed of.</param>
    /// <exception cref="AvroContainerException">It is no such file, or of a codec that is not known here.</exception>
    public AvroContainerReader(Stream stream, bool leaveOpen = false)
        : this(stream, new AvroContainerRange(0, long.MaxValue), leaveOpen)
    {
    }

    /// <summary>
    /// Reads the header, and then the blocks of one range alone. Readers of all ranges of a file, each with a stream of its
    /// own, read each record once.
    /// </summary>
    /// <param name="stream">The file from its beginning; it can seek, unless the range is the whole file.</param>
    /// <param name="range">A part of the file, as <see cref="AvroContainerFile.Split"/> gives it.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the reader is disposed of.</param>
    /// <exception cref="AvroContainerException">It is no such file, or of a codec that is not known here.</exception>
    public AvroContainerReader(Stream stream, AvroContainerRange range, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var input = new ContainerInput(stream, leaveOpen);
        try
        {
            _header = ContainerHeader.Read(input);
        }
        catch
        {
            input.Dispose();
            throw;
        }

        _source = new BlockSource(input, _header) { End = range.End };
        _source.StartAt(range.Start);
        _extent = new SkipCompiler().Compile(_header.Schema);
    }

    /// <summary>The schema that the records were written with.</summary>
    public AvroSchema Schema => _header.Schema;

    /// <summary>How blocks are compressed.</summary>
    public string Codec => _header.Codec.Name;

    /// <summary>What the header says, the <c>avro.</c> names included.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Metadata => _header.Metadata;

    /// <summary>The 16 bytes between blocks.</summary>
    public ReadOnlyMemory<byte> SyncMarker => _header.Sync;

    /// <summary>How many records were read.</summary>
    public long RecordCount { get; private set; }

    /// <summary>How many blocks were read, the present one included.</summary>
    public long BlockCount => _source.BlockCount;

    /// <summary>Goes to the next record and gives its bytes, which are valid until the next call.</summary>
    /// <returns>False at the end of the file, which is the end of a whole block.</returns>
    /// <exception cref="AvroContainerException">The file is broken; the records before are good.</exception>
    public bool TryRead(out ReadOnlySpan<byte> datum)
    {
        datum = default;
        if (!TryMoveToRecord())
            return false;
        var reader = new AvroReader(_source.Block[_position..]);
        try
        {
            _extent.Run(ref reader);
        }
        catch (AvroDataException e)
        {
            throw BadRecord(e);
        }

        datum = _source.Block.Slice(_position, reader.Position);
        EndRecord(reader.Position);
        return true;
    }

    /// <summary>The records that are left, as generic values.</summary>
    /// <exception cref="AvroContainerException">The file is broken; the records before are good.</exception>
    public IEnumerable<object?> ReadGeneric()
    {
        var schema = Schema;
        while (TryDecode((ref AvroReader reader) => GenericDatum.Read(schema, ref reader), out var value))
            yield return value;
    }

    /// <summary>The records that are left, resolved to <typeparamref name="T"/>.</summary>
    /// <exception cref="AvroSchemaException">The file's records cannot be read as <typeparamref name="T"/>.</exception>
    /// <exception cref="AvroContainerException">The file is broken; the records before are good.</exception>
    public IEnumerable<T> Read<T>()
        where T : IAvroRecord<T>
    {
        var decoder = T.ResolveDecoder(Schema);
        while (TryDecode(decoder, out var value))
            yield return value!;
    }

    /// <summary>Closes the stream unless it is left open.</summary>
    public void Dispose() => _source.Dispose();

    private bool TryDecode<T>(AvroDecoder<T> decoder, out T? value)
    {
        value = default;
        if (!TryMoveToRecord())
            return false;
        var reader = new AvroReader(_source.Block[_position..]);
        try
        {
            value = decoder(ref reader);
        }
        catch (AvroDataException e)
        {
            throw BadRecord(e);
        }

        EndRecord(reader.Position);
        return true;
    }

    private bool TryMoveToRecord()
    {
        while (_remaining == 0)
        {
            if (_position < _source.Block.Length)
                throw _source.Error(AvroContainerError.BadCount, $"a block goes on for {_source.Block.Length - _position} bytes behind its last record");
            if (!_source.MoveNext(out _remaining))
                return false;
            _position = 0;
        }

        return true;
    }

    private void EndRecord(int length)
    {
        _position += length;
        _remaining--;
        RecordCount++;
    }

    // At the very end of the block it is the count that is wrong: there is no record at all.
    private AvroContainerException BadRecord(AvroDataException e) => _position == _source.Block.Length
        ? _source.Error(AvroContainerError.BadCount, $"a block ends {_remaining} records before its count says so")
        : _source.Error(AvroContainerError.BadData, $"record {RecordCount}: {e.Message}", e);
}
