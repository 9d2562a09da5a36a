using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.RocksDb.Internal;
using Millrace.State;

namespace Millrace.RocksDb;

/// <summary>
/// Keeps the state of tasks in RocksDB: one database a task, a column family a store, and the changelog offsets in the
/// same atomic batches as the entries. There is no log but the changelog: after a kill a database is as some earlier
/// batch left it, and its offsets say which. Safe for use by several threads; what it opens is used by one at a time.
/// </summary>
public sealed class RocksDbStateBackendProvider : IStateBackendProvider, IDisposable
{
    private readonly RocksDbOptions _options;
    private readonly ILogger _logger;
    private readonly Lock _sync = new();
    private readonly Dictionary<TaskId, RocksBackend?> _open = [];
    private StateFolder? _folder;
    private SharedResources? _shared;
    private bool _disposed;

    /// <summary>Creates the provider. The folder is locked when the first state is opened.</summary>
    /// <exception cref="ArgumentException">Options break a rule; the message names each.</exception>
    public RocksDbStateBackendProvider(RocksDbOptions options, ILogger<RocksDbStateBackendProvider>? logger = null)
    {
        var errors = options.Validate();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        _options = options;
        _logger = logger ?? NullLogger<RocksDbStateBackendProvider>.Instance;
    }

    /// <inheritdoc/>
    public IStateBackend Open(TaskId task, IReadOnlyList<string> stores)
    {
        if (stores.Contains(TaskDatabase.OffsetFamily, StringComparer.Ordinal))
            throw new StateException($"a store cannot be named '{TaskDatabase.OffsetFamily}': the name is taken") { Task = task };
        var (folder, shared) = Reserve(task);
        RocksBackend? backend = null;
        try
        {
            backend = new RocksBackend(task, folder.PathOf(task), shared, stores, Forget);
            RocksDbLog.TaskStateOpened(_logger, task, stores.Count);
            return backend;
        }
        finally
        {
            lock (_sync)
            {
                if (backend is null)
                    _open.Remove(task);
                else
                    _open[task] = backend;
            }
        }
    }

    /// <inheritdoc/>
    public void Delete(TaskId task)
    {
        var (folder, _) = Reserve(task);
        try
        {
            folder.Delete(task);
            RocksDbLog.TaskStateDeleted(_logger, task);
        }
        finally
        {
            lock (_sync)
                _open.Remove(task);
        }
    }

    /// <summary>Closes what is still open, and gives the folder back.</summary>
    public void Dispose()
    {
        RocksBackend?[] open;
        lock (_sync)
        {
            if (_disposed)
                return;
            _disposed = true;
            open = [.. _open.Values];
        }

        foreach (var backend in open)
            backend?.Dispose();
        _shared?.Dispose();
        _folder?.Dispose();
    }

    private (StateFolder Folder, SharedResources Shared) Reserve(TaskId task)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_folder is null)
            {
                // The library first: without it the folder stays untouched.
                var library = RocksDbLibrary.File;
                _folder = StateFolder.Open(_options.Directory, _options.ApplicationId);
                RocksDbLog.FolderOpened(_logger, _folder.Path, library);
            }

            _shared ??= new SharedResources(_options);
            return _open.TryAdd(task, null)
                ? (_folder, _shared)
                : throw new StateException($"the state of task {task} is open already") { Task = task };
        }
    }

    private void Forget(RocksBackend backend)
    {
        lock (_sync)
            _open.Remove(backend.Task);
    }
}
