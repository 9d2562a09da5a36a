using Millrace.RocksDb;
using Millrace.State;

namespace Millrace.Conformance.Running;

/// <summary>Where a run keeps its state.</summary>
/// <param name="Name">What a failure calls it.</param>
/// <param name="CachedEntries">How many entries a store keeps as objects after a commit; with 0 everything is read back from bytes.</param>
/// <param name="Open">Makes new, empty state.</param>
internal sealed record Backend(string Name, int CachedEntries, Func<OpenState> Open)
{
    public static Backend InMemory { get; } = new("in-memory", 100_000, static () => new OpenState(new InMemoryStateBackendProvider(), static () => { }));

    public static Backend RocksDb { get; } = new("RocksDB", 0, OpenRocksDb);

    public static void SkipWithoutRocksDb()
    {
        try
        {
            _ = RocksDbLibrary.File;
        }
        catch (StateException e)
        {
            Assert.Skip($"In-memory state is as recorded; RocksDB could not be tried: {e.Message}");
        }
    }

    // In memory where the system has a folder there: nothing is kept, and a database that is opened waits for the disk.
    private static string Root { get; } = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private static OpenState OpenRocksDb()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, $"millrace-conformance-{Guid.NewGuid():N}")).FullName;
        var provider = new RocksDbStateBackendProvider(new RocksDbOptions
        {
            Directory = folder,
            ApplicationId = "app",
            WriteBufferBytes = 16 << 20,
            BlockCacheBytes = 1 << 20,
            BackgroundThreads = 1,
        });
        return new OpenState(provider, () =>
        {
            provider.Dispose();
            Directory.Delete(folder, recursive: true);
        });
    }
}

/// <summary>State for one run, gone with it.</summary>
internal sealed class OpenState(IStateBackendProvider provider, Action close) : IDisposable
{
    public IStateBackendProvider Provider { get; } = provider;

    public void Dispose() => close();
}
