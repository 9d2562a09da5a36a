using System.Runtime.InteropServices;

namespace Millrace.RocksDb.Native;

// Options, caches and environments: called when a database is opened, never on the hot path.
internal static unsafe partial class RocksApi
{
    [LibraryImport(Lib, EntryPoint = "rocksdb_options_create")]
    internal static partial nint CreateOptions();

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_destroy")]
    internal static partial void DestroyOptions(nint options);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_create_if_missing")]
    internal static partial void SetCreateIfMissing(nint options, byte value);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_atomic_flush")]
    internal static partial void SetAtomicFlush(nint options, byte value);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_env")]
    internal static partial void SetEnvironment(nint options, nint environment);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_write_buffer_size")]
    internal static partial void SetWriteBufferSize(nint options, nuint bytes);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_db_write_buffer_size")]
    internal static partial void SetDatabaseWriteBufferSize(nint options, nuint bytes);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_arena_block_size")]
    internal static partial void SetArenaBlockSize(nint options, nuint bytes);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_compression")]
    internal static partial void SetCompression(nint options, int kind);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_max_open_files")]
    internal static partial void SetMaxOpenFiles(nint options, int files);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_max_background_jobs")]
    internal static partial void SetMaxBackgroundJobs(nint options, int jobs);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_info_log_level")]
    internal static partial void SetInfoLogLevel(nint options, int level);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_keep_log_file_num")]
    internal static partial void SetKeepLogFiles(nint options, nuint files);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_max_log_file_size")]
    internal static partial void SetMaxLogFileSize(nint options, nuint bytes);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_stats_dump_period_sec")]
    internal static partial void SetStatsDumpPeriod(nint options, uint seconds);

    [LibraryImport(Lib, EntryPoint = "rocksdb_options_set_block_based_table_factory")]
    internal static partial void SetTableFactory(nint options, nint tableOptions);

    [LibraryImport(Lib, EntryPoint = "rocksdb_block_based_options_create")]
    internal static partial nint CreateTableOptions();

    [LibraryImport(Lib, EntryPoint = "rocksdb_block_based_options_destroy")]
    internal static partial void DestroyTableOptions(nint options);

    [LibraryImport(Lib, EntryPoint = "rocksdb_block_based_options_set_block_cache")]
    internal static partial void SetBlockCache(nint options, nint cache);

    [LibraryImport(Lib, EntryPoint = "rocksdb_block_based_options_set_block_size")]
    internal static partial void SetBlockSize(nint options, nuint bytes);

    [LibraryImport(Lib, EntryPoint = "rocksdb_block_based_options_set_filter_policy")]
    internal static partial void SetFilterPolicy(nint options, nint policy);

    [LibraryImport(Lib, EntryPoint = "rocksdb_block_based_options_set_cache_index_and_filter_blocks")]
    internal static partial void SetCacheIndexAndFilterBlocks(nint options, byte value);

    [LibraryImport(Lib, EntryPoint = "rocksdb_block_based_options_set_pin_l0_filter_and_index_blocks_in_cache")]
    internal static partial void SetPinLevel0FilterAndIndex(nint options, byte value);

    [LibraryImport(Lib, EntryPoint = "rocksdb_filterpolicy_create_bloom_full")]
    internal static partial nint CreateBloomFilter(double bitsPerKey);

    [LibraryImport(Lib, EntryPoint = "rocksdb_cache_create_lru")]
    internal static partial nint CreateLruCache(nuint bytes);

    [LibraryImport(Lib, EntryPoint = "rocksdb_cache_destroy")]
    internal static partial void DestroyCache(nint cache);

    [LibraryImport(Lib, EntryPoint = "rocksdb_create_default_env")]
    internal static partial nint CreateDefaultEnvironment();

    [LibraryImport(Lib, EntryPoint = "rocksdb_env_destroy")]
    internal static partial void DestroyEnvironment(nint environment);

    [LibraryImport(Lib, EntryPoint = "rocksdb_env_set_background_threads")]
    internal static partial void SetBackgroundThreads(nint environment, int threads);

    [LibraryImport(Lib, EntryPoint = "rocksdb_env_set_high_priority_background_threads")]
    internal static partial void SetFlushThreads(nint environment, int threads);

    [LibraryImport(Lib, EntryPoint = "rocksdb_readoptions_create")]
    internal static partial nint CreateReadOptions();

    [LibraryImport(Lib, EntryPoint = "rocksdb_readoptions_destroy")]
    internal static partial void DestroyReadOptions(nint options);

    [LibraryImport(Lib, EntryPoint = "rocksdb_readoptions_set_iterate_lower_bound")]
    internal static partial void SetLowerBound(nint options, byte* key, nuint length);

    [LibraryImport(Lib, EntryPoint = "rocksdb_readoptions_set_iterate_upper_bound")]
    internal static partial void SetUpperBound(nint options, byte* key, nuint length);

    [LibraryImport(Lib, EntryPoint = "rocksdb_writeoptions_create")]
    internal static partial nint CreateWriteOptions();

    [LibraryImport(Lib, EntryPoint = "rocksdb_writeoptions_destroy")]
    internal static partial void DestroyWriteOptions(nint options);

    [LibraryImport(Lib, EntryPoint = "rocksdb_writeoptions_disable_WAL")]
    internal static partial void DisableWal(nint options, int disable);
}
