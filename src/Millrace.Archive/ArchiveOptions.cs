namespace Millrace.Archive;

/// <summary>Where an archive lies and how its files are cut.</summary>
public sealed record ArchiveOptions
{
    /// <summary>The archive's folder, on one file system that knows hard links; created when absent.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// Bytes that a partition gathers before it asks for a commit ahead of the interval, 64 MiB by default. Files are
    /// rolled at every commit; the commit interval is therefore the archive's roll time.
    /// </summary>
    public long RollBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of a block before compression, 64 KiB by default. A block is held in memory for each open file.</summary>
    public int BlockBytes { get; init; } = 64 << 10;

    /// <summary>Files that a partition holds open at once, 64 by default. More may be under way: they are opened again to be appended to.</summary>
    public int MaxOpenFiles { get; init; } = 64;

    /// <summary>Every rule that is broken, as a sentence with name, value and rule; empty when the options are good.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(Directory))
            errors.Add($"{nameof(Directory)} is empty: the archive needs a folder");
        MustBeWithin(nameof(RollBytes), RollBytes, 1 << 10, 1L << 40);
        MustBeWithin(nameof(BlockBytes), BlockBytes, 1 << 10, 16 << 20);
        MustBeWithin(nameof(MaxOpenFiles), MaxOpenFiles, 1, 100_000);
        return errors;

        void MustBeWithin(string name, long value, long least, long most)
        {
            if (value < least || value > most)
                errors.Add($"{name} is {value}: it is from {least} to {most}");
        }
    }
}
