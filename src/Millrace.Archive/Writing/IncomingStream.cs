using System.Security.Cryptography;

namespace Millrace.Archive.Writing;

/// <summary>
/// A file on its way, appended to a block at a time. Between blocks it may be closed and opened again, so that any
/// number can be under way. Its checksum is taken of what was written, not of what the disk gives back.
/// </summary>
internal sealed class IncomingStream(string path, OpenFiles open) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private FileStream? _file;
    private long _length;

    /// <summary>Its place among the open files; null while it is closed.</summary>
    internal LinkedListNode<IncomingStream>? Place { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Opened().Write(buffer);
        _hash.AppendData(buffer);
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Makes the file durable and closes it; gives its checksum.</summary>
    internal string Complete()
    {
        Opened().Flush(flushToDisk: true);
        CloseFile();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    internal void CloseFile()
    {
        _file?.Dispose();
        _file = null;
        open.Closed(this);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CloseFile();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private FileStream Opened()
    {
        if (_file is not null)
        {
            open.Used(this);
            return _file;
        }

        open.Opened(this);
        // Made once; if it is gone later, another worker has cleared it away, and it must not begin anew.
        var mode = _length == 0 ? FileMode.CreateNew : FileMode.Open;
        _file = new FileStream(path, mode, FileAccess.Write, FileShare.Read);
        _file.Seek(0, SeekOrigin.End);
        return _file;
    }
}
