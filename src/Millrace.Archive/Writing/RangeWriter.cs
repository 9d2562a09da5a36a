using System.Globalization;
using System.Text;
using Millrace.Archive.Layout;
using Millrace.Archive.Manifests;
using Millrace.Avro;

namespace Millrace.Archive.Writing;

/// <summary>Gathers what comes of a partition from one offset on: records into files, refusals, gaps.</summary>
internal sealed class RangeWriter : IDisposable
{
    // What a refusal takes in memory and in the manifest, about.
    private const int RefusalBytes = 128;

    private readonly ArchiveLayout _layout;
    private readonly TopicPartition _input;
    private readonly string _token;
    private readonly OpenFiles _open;
    private readonly AvroSchema _schema;
    private readonly AvroContainerOptions _container;
    private readonly Dictionary<ArchivePlace, RangeFile> _files = [];
    private readonly List<RefusedRecord> _refused = [];
    private readonly List<OffsetGap> _gaps = [];

    internal RangeWriter(ArchiveLayout layout, ArchiveOptions options, AvroSchema schema, TopicPartition input, long start, string token)
    {
        _layout = layout;
        _input = input;
        _token = token;
        _open = new OpenFiles(options.MaxOpenFiles);
        Start = Next = start;
        _schema = schema;
        _container = new AvroContainerOptions
        {
            BlockBytes = options.BlockBytes,
            Metadata = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal)
            {
                ["millrace.topic"] = Encoding.UTF8.GetBytes(input.Topic),
                ["millrace.partition"] = Encoding.UTF8.GetBytes(input.Partition.ToString(CultureInfo.InvariantCulture)),
                ["millrace.start"] = Encoding.UTF8.GetBytes(start.ToString(CultureInfo.InvariantCulture)),
            },
        };
    }

    internal long Start { get; }

    /// <summary>The offset behind the last that has come.</summary>
    internal long Next { get; private set; }

    /// <summary>About how many bytes it has gathered.</summary>
    internal long Bytes { get; private set; }

    internal void Append(long offset, ArchivePlace place, ReadOnlySpan<byte> record)
    {
        Advance(offset);
        var file = FileOf(place);
        var before = file.Bytes;
        file.Append(offset, record);
        Bytes += file.Bytes - before;
    }

    internal void Refuse(long offset, string reason)
    {
        Advance(offset);
        _refused.Add(new RefusedRecord(offset, reason));
        Bytes += RefusalBytes;
    }

    /// <summary>Makes the files whole and durable, and gives what the range up to <paramref name="end"/> became.</summary>
    internal (Manifest Manifest, IReadOnlyList<(string Incoming, ManifestFile File)> Files) Finish(long end, string? previous)
    {
        SkipTo(end);
        var files = _files.Values.Select(f => (f.Incoming, File: f.Finish())).ToList();
        var manifest = new Manifest
        {
            Input = _input,
            Start = Start,
            End = end,
            Files = [.. files.Select(f => f.File)],
            Refused = _refused,
            Gaps = _gaps,
            Previous = previous,
        };
        return (manifest, files);
    }

    /// <summary>Gives up what has been gathered.</summary>
    internal void Discard()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
            File.Delete(file.Incoming);
        }

        _files.Clear();
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file.Dispose();
    }

    private void Advance(long offset)
    {
        if (offset < Next)
            throw new ArchiveException($"offset {offset} of {_input} came twice, or out of order: the archive takes each record once") { Partition = _input };
        SkipTo(offset);
        Next = offset + 1;
    }

    private void SkipTo(long offset)
    {
        if (offset < Next)
            throw new ArchiveException($"the commit of {_input} ends at {offset}, but records up to {Next} have come") { Partition = _input };
        if (offset > Next)
            _gaps.Add(new OffsetGap(Next, offset));
        Next = offset;
    }

    private RangeFile FileOf(ArchivePlace place)
    {
        if (_files.TryGetValue(place, out var file))
            return file;
        var name = ArchiveLayout.FileName(_input, Start, _files.Count, _token);
        file = new RangeFile(
            ArchiveLayout.Relative(place, name), Path.Combine(_layout.IncomingFolder(_input), name), _open, _schema, _container);
        _files.Add(place, file);
        return file;
    }
}
