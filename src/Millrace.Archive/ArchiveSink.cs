using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.Archive.Layout;
using Millrace.Archive.Manifests;
using Millrace.Archive.Writing;

namespace Millrace.Archive;

/// <summary>
/// Ends a stream in Avro container files, each record exactly once whatever happens. What is archived is a function of
/// the input's offsets alone: each commit publishes one manifest that says where every offset of its range went, and
/// records before the end of the last manifest are passed over when they come again.
/// </summary>
/// <remarks>
/// It takes the records of its input as they are: one that the topology leaves out before the sink is a gap in the
/// manifest, indistinguishable from one that was deleted. A value that the format cannot take is recorded as refused.
/// </remarks>
/// <typeparam name="TKey">The keys' type; keys are not archived.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class ArchiveSink<TKey, TValue> : IExternalSink<TKey, TValue>
{
    private const long NothingSkipped = -1;

    private readonly ArchiveOptions _options;
    private readonly ArchiveFormat<TValue> _format;
    private readonly ILogger _logger;
    private readonly Action<CommitStep>? _reached;
    private readonly ArchiveLayout _layout;
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly string _token = Guid.NewGuid().ToString("N")[..12];
    private TopicPartition _input;
    private ManifestStore _manifests = null!;
    private Action _requestCommit = null!;
    private RangeWriter _range = null!;
    private string? _previous;
    private int _generation;
    private bool _firstToCome;
    private bool _leftoversPossible;
    private bool _commitRequested;
    private long _skippedFrom = NothingSkipped;

    /// <summary>Creates the sink of one partition.</summary>
    /// <exception cref="ArgumentException">Options break a rule; the message names each.</exception>
    public ArchiveSink(ArchiveOptions options, ArchiveFormat<TValue> format, ILogger? logger = null)
        : this(options, format, logger, reached: null)
    {
    }

    internal ArchiveSink(ArchiveOptions options, ArchiveFormat<TValue> format, ILogger? logger, Action<CommitStep>? reached)
    {
        var errors = options.Validate();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        _options = options;
        _format = format;
        _logger = logger ?? NullLogger.Instance;
        _reached = reached;
        _layout = new ArchiveLayout(options.Directory);
    }

    // Own to the range as well: after a rollback the same range begins again, and its intent may be there already.
    private string Token => $"{_token}{_generation:x4}";

    /// <inheritdoc/>
    /// <exception cref="ArchiveException">The archive cannot be read or written, or its last manifest is torn.</exception>
    public void Open(TopicPartition input, Action requestCommit)
    {
        _input = input;
        _requestCommit = requestCommit;
        _manifests = new ManifestStore(_layout, input);
        try
        {
            DurableFiles.CreateFolder(_layout.ManifestFolder(input));
            DurableFiles.CreateFolder(_layout.IncomingFolder(input));
            Resume();
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Failed(e);
        }

        ArchiveLog.Opened(_logger, input, _range.Start);
    }

    /// <inheritdoc/>
    public void Write(in Record<TKey, TValue> record, in RecordOrigin origin)
    {
        if (IsArchived(origin))
            return;
        if (record.Value is null)
        {
            Refuse(origin.Offset, "it has no value");
            return;
        }

        _scratch.ResetWrittenCount();
        ArchivePlace place;
        try
        {
            place = _format.Place(record.Value);
            _format.Encode(record.Value, _scratch);
        }
        catch (Exception e)
        {
            // A value that the format cannot take is the same at every replay. Passed on, it might be left out without a trace.
            Refuse(origin.Offset, e is MillraceException ? e.Message : $"{e.GetType().Name}: {e.Message}");
            return;
        }

        try
        {
            _range.Append(origin.Offset, place, _scratch.WrittenSpan);
        }
        catch (Exception e) when (e is not MillraceException)
        {
            throw Failed(e);
        }

        RequestCommitWhenFull();
    }

    /// <inheritdoc/>
    public void Refused(in RecordOrigin origin, string reason)
    {
        if (!IsArchived(origin))
            Refuse(origin.Offset, reason);
    }

    /// <inheritdoc/>
    /// <exception cref="ArchiveConflictException">Another worker was first; the task starts anew.</exception>
    /// <exception cref="ArchiveException">It could not be written.</exception>
    public void BeforeCommit(long endOffset)
    {
        // A replay may commit on its way; what it commits is archived.
        if (endOffset <= _range.Start)
            return;
        try
        {
            var (manifest, files) = _range.Finish(endOffset, _previous);
            var publication = new Publication(_layout, _manifests, Token, _reached);
            var published = publication.Publish(manifest, files);
            _range.Dispose();
            Begin(published);
            ArchiveLog.Published(
                _logger, _input, published.Start, published.End, published.Files.Sum(f => f.Records), published.Files.Count, published.Files.Sum(f => f.Bytes));
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Failed(e);
        }
    }

    /// <inheritdoc/>
    public void AfterCommit()
    {
        if (!_leftoversPossible)
            return;
        // What lay at the archive's end when it was opened lies before it now.
        _leftoversPossible = false;
        try
        {
            ClearLeftovers();
        }
        catch (Exception e) when (IsFailure(e))
        {
            // They are in nobody's way but the disk's; the next one to open the archive tries again.
            ArchiveLog.LeftoversStay(_logger, e, _input);
        }
    }

    /// <inheritdoc/>
    public void Rollback()
    {
        try
        {
            _range.Discard();
            Resume();
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Failed(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_range is null)
            return;
        try
        {
            _range.Discard();
        }
        catch (Exception e) when (IsFailure(e))
        {
            ArchiveLog.LeftoversStay(_logger, e, _input);
        }
    }

    // Where the archive stands is what its last manifest says, and nothing else.
    private void Resume()
    {
        Begin(_manifests.ReadLast());
        _leftoversPossible = _firstToCome = true;
        _skippedFrom = NothingSkipped;
        ClearLeftovers();
    }

    private void Begin(Manifest? last)
    {
        _previous = last?.Checksum;
        _generation++;
        _commitRequested = false;
        _range = new RangeWriter(_layout, _options, _format.Schema, _input, last?.End ?? 0, Token);
    }

    private bool IsArchived(in RecordOrigin origin)
    {
        if (origin.Partition != _input.Partition || !string.Equals(origin.Topic, _input.Topic, StringComparison.Ordinal))
            throw new ArchiveException($"a record of {origin.Topic}-{origin.Partition} came to the archive of {_input}") { Partition = _input };
        if (origin.Offset < _range.Start)
        {
            if (_skippedFrom == NothingSkipped)
                ArchiveLog.AlreadyArchived(_logger, _input, _skippedFrom = origin.Offset, _range.Start);
            return true;
        }

        if (_firstToCome)
        {
            _firstToCome = false;
            if (origin.Offset > _range.Start)
                ArchiveLog.HoleAtOpen(_logger, _input, _range.Start, origin.Offset);
        }

        return false;
    }

    private void Refuse(long offset, string reason)
    {
        _range.Refuse(offset, reason);
        RequestCommitWhenFull();
    }

    private void RequestCommitWhenFull()
    {
        if (_range.Bytes < _options.RollBytes || _commitRequested)
            return;
        _commitRequested = true;
        _requestCommit();
    }

    private void ClearLeftovers()
    {
        var removed = Leftovers.Clear(_layout, _input, _manifests, _range.Start);
        if (removed > 0)
            ArchiveLog.LeftoversRemoved(_logger, removed, _input);
    }

    private static bool IsFailure(Exception e) => e is IOException or UnauthorizedAccessException;

    // A worker that lost the race unawares finds its files cleared away: that is no failure of the disk.
    private MillraceException Failed(Exception cause) =>
        _range is not null && File.Exists(_layout.Manifest(_input, _range.Start))
            ? Publication.Conflict(_input, _range.Start)
            : new ArchiveException($"the archive of {_input} in '{_layout.Root}' cannot be written: {cause.Message}", cause) { Partition = _input };
}
