namespace Millrace.RocksDb.Tests;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("millrace-rocksdb-").FullName;

    internal string this[string name] => System.IO.Path.Combine(Path, name);

    internal RocksDbStateBackendProvider Open(string application = "test") =>
        new(new RocksDbOptions { Directory = Path, ApplicationId = application });

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
