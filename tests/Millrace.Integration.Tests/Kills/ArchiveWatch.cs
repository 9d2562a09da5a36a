namespace Millrace.Integration.Tests.Kills;

/// <summary>Sees the archive's commits as they happen.</summary>
internal sealed class ArchiveWatch : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly Lock _lock = new();
    private KillMoment _awaited;
    private TaskCompletionSource? _seen;

    public ArchiveWatch(string folder)
    {
        Directory.CreateDirectory(folder);
        _watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName, InternalBufferSize = 64 << 10 };
        _watcher.Created += (_, change) => Saw(change.Name!);
        _watcher.Renamed += (_, change) => Saw(change.Name!);
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Ends when the moment comes next.</summary>
    public Task Next(KillMoment moment)
    {
        lock (_lock)
        {
            _awaited = moment;
            _seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _seen.Task;
        }
    }

    public void Dispose() => _watcher.Dispose();

    private void Saw(string path)
    {
        lock (_lock)
        {
            if (MomentOf(path) == _awaited)
                _seen?.TrySetResult();
        }
    }

    private static KillMoment? MomentOf(string path) => Path.GetExtension(path) switch
    {
        ".tmp" => KillMoment.IntentWritten,
        ".json" => KillMoment.ManifestPublished,
        ".avro" => path.StartsWith(".incoming", StringComparison.Ordinal) ? KillMoment.FileBegun : KillMoment.FileNamed,
        _ => null,
    };
}
