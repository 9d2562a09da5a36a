using System.Text.Json;
using Millrace.State;

namespace Millrace.RocksDb.Internal;

/// <summary>
/// The state folder: locked against other processes for as long as this object lives, and marked with the format's
/// version and the application that it belongs to.
/// </summary>
internal sealed class StateFolder : IDisposable
{
    /// <summary>The version of the layout that <c>docs/formats.md</c> describes.</summary>
    internal const int FormatVersion = 1;

    internal const string MarkerName = "millrace-state.json";
    internal const string LockName = ".lock";
    private const string UnfinishedMarkerName = MarkerName + ".tmp";
    private const string DeletedPrefix = ".deleted-";

    private readonly FileStream _lock;

    private StateFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    /// <summary>The folder's full path.</summary>
    internal string Path { get; }

    internal static StateFolder Open(string directory, string applicationId)
    {
        var path = System.IO.Path.GetFullPath(directory);
        try
        {
            Directory.CreateDirectory(path);
            RefuseForeign(path);
            var @lock = Lock(path);
            try
            {
                CheckOrCreateMarker(path, applicationId);
                foreach (var deleted in Directory.EnumerateDirectories(path, DeletedPrefix + "*"))
                    Directory.Delete(deleted, recursive: true);
                return new StateFolder(path, @lock);
            }
            catch
            {
                @lock.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"the state folder '{path}' cannot be used: {e.Message}", e);
        }
    }

    internal string PathOf(TaskId task) => System.IO.Path.Combine(Path, task.ToString());

    /// <summary>Deletes a task's folder. A crash half-way leaves nothing that would be taken for state.</summary>
    internal void Delete(TaskId task)
    {
        var from = PathOf(task);
        if (!Directory.Exists(from))
            return;
        var doomed = System.IO.Path.Combine(Path, $"{DeletedPrefix}{task}-{Guid.NewGuid():N}");
        try
        {
            Directory.Move(from, doomed);
            Directory.Delete(doomed, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"the state '{from}' cannot be deleted: {e.Message}", e) { Task = task };
        }
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string path)
    {
        var file = System.IO.Path.Combine(path, LockName);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(file))
        {
            throw new StateException($"the state folder '{path}' is in use by another process", e);
        }
    }

    private static void RefuseForeign(string path)
    {
        if (File.Exists(System.IO.Path.Combine(path, MarkerName)))
            return;
        var foreign = Directory.EnumerateFileSystemEntries(path)
            .Select(System.IO.Path.GetFileName)
            .FirstOrDefault(name => name is not (LockName or UnfinishedMarkerName));
        if (foreign is not null)
            throw new StateException($"'{path}' is not a state folder: it holds '{foreign}' but no {MarkerName}; name an empty folder or a new one");
    }

    private static void CheckOrCreateMarker(string path, string applicationId)
    {
        var marker = System.IO.Path.Combine(path, MarkerName);
        if (!File.Exists(marker))
        {
            CreateMarker(path, applicationId);
            return;
        }

        var (format, application) = ReadMarker(marker);
        if (format != FormatVersion)
            throw new StateException($"the state folder '{path}' has format {format}; this version reads format {FormatVersion}");
        if (!string.Equals(application, applicationId, StringComparison.Ordinal))
            throw new StateException($"the state folder '{path}' belongs to the application '{application}', not to '{applicationId}'");
    }

    private static (int Format, string? Application) ReadMarker(string marker)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(marker));
            return (json.RootElement.GetProperty("format").GetInt32(), json.RootElement.GetProperty("application").GetString());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new StateException($"'{marker}' is torn: {e.Message}", e);
        }
    }

    private static void CreateMarker(string path, string applicationId)
    {
        var unfinished = System.IO.Path.Combine(path, UnfinishedMarkerName);
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                json.WriteNumber("format", FormatVersion);
                json.WriteString("application", applicationId);
                json.WriteEndObject();
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, System.IO.Path.Combine(path, MarkerName));
    }
}
