using Millrace.RocksDb.Native;

namespace Millrace.RocksDb.Internal;

/// <summary>What the databases of a process share: block cache, background threads, and the options that carry them.</summary>
internal sealed class SharedResources : IDisposable
{
    private const long LeastWriteBuffer = 1 << 20;
    private const int ArenaBlocksInWriteBuffer = 128;
    private const int LogLevelWarn = 2;

    private readonly nint _cache;
    private readonly nint _environment;
    private readonly nint _tableOptions;

    internal SharedResources(RocksDbOptions options)
    {
        _cache = RocksApi.CreateLruCache((nuint)options.BlockCacheBytes);
        _environment = RocksApi.CreateDefaultEnvironment();
        RocksApi.SetBackgroundThreads(_environment, options.BackgroundThreads);
        RocksApi.SetFlushThreads(_environment, Math.Max(1, options.BackgroundThreads / 2));
        _tableOptions = CreateTableOptions(options);
        Options = CreateOptions(options);
        ReadOptions = RocksApi.CreateReadOptions();
        WriteOptions = RocksApi.CreateWriteOptions();
        // The changelog is the write-ahead log: with one of RocksDB's own, each change would be logged twice.
        RocksApi.DisableWal(WriteOptions, 1);
    }

    /// <summary>For databases and families alike.</summary>
    internal nint Options { get; }

    internal nint ReadOptions { get; }

    internal nint WriteOptions { get; }

    // Databases hold what they need of these by reference counts of their own.
    public void Dispose()
    {
        RocksApi.DestroyWriteOptions(WriteOptions);
        RocksApi.DestroyReadOptions(ReadOptions);
        RocksApi.DestroyOptions(Options);
        RocksApi.DestroyTableOptions(_tableOptions);
        RocksApi.DestroyEnvironment(_environment);
        RocksApi.DestroyCache(_cache);
    }

    private nint CreateTableOptions(RocksDbOptions options)
    {
        var table = RocksApi.CreateTableOptions();
        RocksApi.SetBlockCache(table, _cache);
        RocksApi.SetBlockSize(table, (nuint)options.BlockBytes);
        // Filters and indexes count against the cache's budget, or many tasks would hold them without bound.
        RocksApi.SetCacheIndexAndFilterBlocks(table, 1);
        RocksApi.SetPinLevel0FilterAndIndex(table, 1);
        if (options.BloomFilterBitsPerKey > 0)
            RocksApi.SetFilterPolicy(table, RocksApi.CreateBloomFilter(options.BloomFilterBitsPerKey));
        return table;
    }

    private nint CreateOptions(RocksDbOptions options)
    {
        var native = RocksApi.CreateOptions();
        RocksApi.SetCreateIfMissing(native, 1);
        RocksApi.SetEnvironment(native, _environment);
        // Without a log, a family flushed alone would be ahead of the others and of the offsets.
        RocksApi.SetAtomicFlush(native, 1);
        var writeBuffer = (nuint)Math.Max(LeastWriteBuffer, options.WriteBufferBytes / options.Tasks);
        RocksApi.SetDatabaseWriteBufferSize(native, writeBuffer);
        RocksApi.SetWriteBufferSize(native, writeBuffer);
        // By default a memtable takes memory by the eighth of the buffer: with eight stores in a task the first write to
        // each would fill the buffer, and every commit would be flushed to disk.
        RocksApi.SetArenaBlockSize(native, writeBuffer / ArenaBlocksInWriteBuffer);
        RocksApi.SetCompression(native, (int)options.Compression);
        RocksApi.SetMaxOpenFiles(native, options.MaxOpenFiles);
        RocksApi.SetMaxBackgroundJobs(native, options.BackgroundThreads);
        RocksApi.SetTableFactory(native, _tableOptions);
        // RocksDB's own log in each task's folder: warnings only, and little of it.
        RocksApi.SetInfoLogLevel(native, LogLevelWarn);
        RocksApi.SetKeepLogFiles(native, 2);
        RocksApi.SetMaxLogFileSize(native, 1 << 20);
        RocksApi.SetStatsDumpPeriod(native, 0);
        return native;
    }
}
