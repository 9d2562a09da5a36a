using Millrace.Archive.Manifests;
using Millrace.Avro;

namespace Millrace.Archive.Writing;

/// <summary>One container file of the range that is being gathered.</summary>
internal sealed class RangeFile : IDisposable
{
    private readonly IncomingStream _stream;
    private readonly AvroContainerWriter _writer;
    private readonly string _relative;
    private long _first = -1;
    private long _last;
    private long _records;

    internal RangeFile(string relative, string incoming, OpenFiles open, AvroSchema schema, AvroContainerOptions options)
    {
        _relative = relative;
        Incoming = incoming;
        _stream = new IncomingStream(incoming, open);
        _writer = new AvroContainerWriter(_stream, schema, options);
    }

    /// <summary>Its path while it is on its way.</summary>
    internal string Incoming { get; }

    /// <summary>Bytes on disk and in memory.</summary>
    internal long Bytes => _stream.Length + _writer.PendingBytes;

    internal void Append(long offset, ReadOnlySpan<byte> record)
    {
        _writer.WriteEncoded(record);
        if (_records++ == 0)
            _first = offset;
        _last = offset;
    }

    /// <summary>Makes it whole and durable.</summary>
    internal ManifestFile Finish()
    {
        _writer.Flush();
        var checksum = _stream.Complete();
        return new ManifestFile(_relative, _first, _last, _records, _stream.Length, checksum);
    }

    public void Dispose() => _stream.Dispose();
}
