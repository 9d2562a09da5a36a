using System.Buffers;
using System.Security.Cryptography;
using Millrace.Avro.Container;

namespace Millrace.Avro;

/// <summary>
/// Writes an object container file. Records collect in a block; a block goes to the stream when it is full, on
/// <see cref="Flush"/> and at the end. For one thread at a time.
/// </summary>
public sealed class AvroContainerWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly AvroContainerOptions _options;
    private readonly IAvroBlockCodec _codec;
    private readonly byte[] _sync;
    private readonly ArrayBufferWriter<byte> _block = new();
    private readonly ArrayBufferWriter<byte> _head = new(32);
    private readonly ArrayBufferWriter<byte> _compressed = new();
    private long _blockRecords;
    private bool _isDisposed;

    /// <summary>Writes the header.</summary>
    /// <param name="stream">Where to; it need not be able to seek.</param>
    /// <param name="schema">The schema of every record.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option breaks a rule; the message names all that do.</exception>
    public AvroContainerWriter(Stream stream, AvroSchema schema, AvroContainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(schema);
        _options = options ?? new AvroContainerOptions();
        _options.Validate();
        _stream = stream;
        Schema = schema;
        _codec = AvroBlockCodecs.Find(_options.Codec, out _)!;
        _sync = _options.SyncMarker?.ToArray() ?? RandomNumberGenerator.GetBytes(ContainerFormat.SyncBytes);
        WriteHeader();
    }

    private AvroContainerWriter(Stream stream, AvroSchema schema, AvroContainerOptions options, ContainerHeader header)
    {
        _stream = stream;
        _options = options;
        _codec = header.Codec;
        _sync = header.Sync;
        Schema = schema;
    }

    /// <summary>
    /// Goes on writing a file that has records already, with its codec, metadata and marker, whatever the options say of
    /// them. A stream without a byte becomes a new file.
    /// </summary>
    /// <param name="stream">The file; it can be read, written and sought in.</param>
    /// <param name="schema">The schema of every record; its canonical form is that of the file's.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option breaks a rule, or the file's records have another schema.</exception>
    /// <exception cref="AvroContainerException">
    /// It is no such file, or its last block is torn: <see cref="AvroContainerFile.Recover"/> cuts that off.
    /// </exception>
    public static AvroContainerWriter Append(Stream stream, AvroSchema schema, AvroContainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(schema);
        options ??= new AvroContainerOptions();
        options.Validate();
        if (stream.Length == 0)
            return new AvroContainerWriter(stream, schema, options);
        var (header, extent) = FileExtent.Scan(stream);
        if (header.Schema.ParsingCanonicalForm != schema.ParsingCanonicalForm)
            throw new ArgumentException($"the file's records have another schema: {header.Schema}", nameof(schema));
        if (extent.Failure is { } failure)
            throw failure;
        stream.Position = extent.End;
        return new AvroContainerWriter(stream, schema, options, header);
    }

    /// <summary>The schema of every record.</summary>
    public AvroSchema Schema { get; }

    /// <summary>How many records were written by this writer, those of the block that is not full yet included.</summary>
    public long RecordCount { get; private set; }

    /// <summary>How many bytes this writer gave to the stream; those of the block that is not full yet are not among them.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>How many bytes of records wait for their block to be full.</summary>
    public int PendingBytes => _block.WrittenCount;

    /// <summary>Writes a record.</summary>
    /// <exception cref="AvroDataException">A value has no form in the schema; nothing was written.</exception>
    public void Write<T>(T value)
        where T : IAvroRecord<T>
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var before = _block.WrittenCount;
        try
        {
            AvroBinary.Write(value, _block);
        }
        catch
        {
            CutBack(before);
            throw;
        }

        EndRecord();
    }

    /// <summary>Writes a generic value.</summary>
    /// <exception cref="AvroDataException">It is not a value of the schema; nothing was written.</exception>
    public void WriteGeneric(object? value)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var before = _block.WrittenCount;
        try
        {
            var writer = new AvroWriter(_block);
            GenericDatum.Write(Schema, value, ref writer);
            writer.Flush();
        }
        catch
        {
            CutBack(before);
            throw;
        }

        EndRecord();
    }

    /// <summary>Writes a record that is encoded with <see cref="Schema"/> already. The bytes are taken on trust.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> datum)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _block.Write(datum);
        EndRecord();
    }

    /// <summary>
    /// Ends the block and flushes the stream, a file to its disk: what was written so far is a whole file, and outlives
    /// a crash of the machine.
    /// </summary>
    public void Flush()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        EndBlock();
        if (_stream is FileStream file)
            file.Flush(flushToDisk: true);
        else
            _stream.Flush();
    }

    /// <summary>Ends the block, and closes the stream unless the options leave it open.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        try
        {
            EndBlock();
            _stream.Flush();
        }
        finally
        {
            _isDisposed = true;
            if (!_options.LeaveOpen)
                _stream.Dispose();
        }
    }

    private void WriteHeader()
    {
        var writer = new AvroWriter(_head);
        writer.WriteFixed(ContainerFormat.Magic);
        writer.WriteBlockCount(_options.Metadata.Count + 2);
        writer.WriteString(ContainerFormat.SchemaKey);
        writer.WriteString(Schema.ToString());
        writer.WriteString(ContainerFormat.CodecKey);
        writer.WriteString(_codec.Name);
        foreach (var (name, value) in _options.Metadata)
        {
            writer.WriteString(name);
            writer.WriteBytes(value.Span);
        }

        writer.WriteBlockEnd();
        writer.WriteFixed(_sync);
        writer.Flush();
        Send(_head.WrittenSpan);
        _head.ResetWrittenCount();
    }

    private void EndRecord()
    {
        _blockRecords++;
        RecordCount++;
        if (_block.WrittenCount >= _options.BlockBytes)
            EndBlock();
    }

    private void EndBlock()
    {
        if (_blockRecords == 0)
            return;
        _compressed.ResetWrittenCount();
        _codec.Compress(_block.WrittenMemory, _compressed);
        var head = new AvroWriter(_head);
        head.WriteLong(_blockRecords);
        head.WriteLong(_compressed.WrittenCount);
        head.Flush();
        Send(_head.WrittenSpan);
        Send(_compressed.WrittenSpan);
        Send(_sync);
        _head.ResetWrittenCount();
        _block.ResetWrittenCount();
        _blockRecords = 0;
    }

    // A record that fails half-way must not leave its first half in the block.
    private void CutBack(int length)
    {
        var whole = _block.WrittenSpan[..length].ToArray();
        _block.ResetWrittenCount();
        _block.Write(whole);
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        BytesWritten += bytes.Length;
    }
}
