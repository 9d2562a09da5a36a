namespace Millrace.RocksDb;

/// <summary>How the state of a worker's tasks is kept on disk.</summary>
public sealed record RocksDbOptions
{
    /// <summary>
    /// The state folder. It belongs to one application and to one process at a time; a task's state is the folder
    /// <c>subtopology_partition</c> in it. Created when absent.
    /// </summary>
    public required string Directory { get; init; }

    /// <summary>The application whose state it is. A folder that another application wrote is refused.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>
    /// How many tasks the write buffers are divided by: about as many as will be open at once. More may be open; the
    /// memory then grows with them. 16 by default.
    /// </summary>
    public int Tasks { get; init; } = 16;

    /// <summary>
    /// Bytes of write buffers (memtables) for all tasks together, 64 MiB by default. A task gets its part, but never
    /// less than 1 MiB. Small, because what is written here was gathered in an object cache already.
    /// </summary>
    public long WriteBufferBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of the block cache that all tasks share, 128 MiB by default.</summary>
    public long BlockCacheBytes { get; init; } = 128L << 20;

    /// <summary>Bytes of a data block before compression, 4 KiB by default. Larger blocks compress better and read slower.</summary>
    public int BlockBytes { get; init; } = 4 << 10;

    /// <summary>Bits a key in the bloom filters, 10 by default (1 % of the lookups of absent keys read a block); 0 for no filters.</summary>
    public int BloomFilterBitsPerKey { get; init; } = 10;

    /// <summary>How blocks are compressed, <see cref="RocksDbCompression.Lz4"/> by default.</summary>
    public RocksDbCompression Compression { get; init; } = RocksDbCompression.Lz4;

    /// <summary>Threads that flush and compact, shared by all tasks of the process; 2 by default.</summary>
    public int BackgroundThreads { get; init; } = 2;

    /// <summary>Open files a task; -1, the default, keeps every file open, which reads fastest.</summary>
    public int MaxOpenFiles { get; init; } = -1;

    /// <summary>Every rule that is broken, as a sentence with name, value and rule; empty when the options are good.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(Directory))
            errors.Add($"{nameof(Directory)} is empty: the state needs a folder");
        if (string.IsNullOrWhiteSpace(ApplicationId))
            errors.Add($"{nameof(ApplicationId)} is empty: the state belongs to an application");
        MustBeWithin(nameof(Tasks), Tasks, 1, 100_000);
        MustBeWithin(nameof(WriteBufferBytes), WriteBufferBytes, 1 << 20, 1L << 40);
        MustBeWithin(nameof(BlockCacheBytes), BlockCacheBytes, 0, 1L << 40);
        MustBeWithin(nameof(BlockBytes), BlockBytes, 1 << 10, 1 << 20);
        MustBeWithin(nameof(BloomFilterBitsPerKey), BloomFilterBitsPerKey, 0, 64);
        MustBeWithin(nameof(BackgroundThreads), BackgroundThreads, 1, 256);
        if (!Enum.IsDefined(Compression))
            errors.Add($"{nameof(Compression)} is {(int)Compression}: it is one of {string.Join(", ", Enum.GetNames<RocksDbCompression>())}");
        if (MaxOpenFiles is < 16 and not -1)
            errors.Add($"{nameof(MaxOpenFiles)} is {MaxOpenFiles}: it is -1 (all), or 16 or more");
        return errors;

        void MustBeWithin(string name, long value, long least, long most)
        {
            if (value < least || value > most)
                errors.Add($"{name} is {value}: it is from {least} to {most}");
        }
    }
}

/// <summary>How blocks on disk are compressed. The values are RocksDB's own.</summary>
public enum RocksDbCompression
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>LZ4: cheap, about half of the size.</summary>
    Lz4 = 4,

    /// <summary>Zstandard: smaller, and slower.</summary>
    Zstd = 7,
}
