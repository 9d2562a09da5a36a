using Millrace.Avro.Container;

namespace Millrace.Avro;

/// <summary>What can be done with a container file as a whole.</summary>
public static class AvroContainerFile
{
    /// <summary>
    /// Divides a file for parallel reading. A range without the beginning of a block has no records; blocks of 64 KiB in
    /// files of megabytes come out even.
    /// </summary>
    /// <param name="length">The file's length in bytes.</param>
    /// <param name="parts">How many ranges, at least 1.</param>
    public static IReadOnlyList<AvroContainerRange> Split(long length, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        return [.. Enumerable.Range(0, parts).Select(part => new AvroContainerRange(Share(length, part, parts), Share(length, part + 1, parts)))];
    }

    /// <summary>
    /// Cuts off what a crash left of a last block: one that is not there to its end, or whose records cannot be read.
    /// Nothing is changed where the file is whole.
    /// </summary>
    /// <param name="stream">The file; it can be read, written and sought in. It is left at its end.</param>
    /// <exception cref="AvroContainerException">It is no such file, or it is broken before its last block: what follows would be lost.</exception>
    public static AvroContainerRecovery Recover(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (_, extent) = FileExtent.Scan(stream);
        var (end, blocks) = (extent.End, extent.Blocks);
        var records = extent.Records;
        // A file's length may have reached the disk before its bytes did: the last block can be whole and yet hold nothing.
        if (blocks > 0 && extent.Failure is null && !IsReadable(stream, extent, out var inLast))
            (end, blocks, records) = (extent.LastStart, blocks - 1, records - inLast);
        var cut = stream.Length - end;
        if (cut > 0)
            stream.SetLength(end);
        stream.Position = end;
        return new AvroContainerRecovery(records, blocks, end, cut);
    }

    private static bool IsReadable(Stream stream, FileExtent extent, out long records)
    {
        stream.Position = 0;
        using var reader = new AvroContainerReader(stream, new AvroContainerRange(extent.LastStart - ContainerFormat.SyncBytes, long.MaxValue), leaveOpen: true);
        try
        {
            while (reader.TryRead(out _))
            {
            }

            records = 0;
            return true;
        }
        catch (AvroContainerException)
        {
            stream.Position = extent.LastStart;
            _ = new ContainerInput(stream, leaveOpen: true).TryReadLong(out records);
            return false;
        }
    }

    private static long Share(long length, int part, int parts) => (long)((Int128)length * part / parts);
}

/// <summary>What was found, and done, when a file was recovered.</summary>
/// <param name="Records">How many records the file has now.</param>
/// <param name="Blocks">How many blocks it has now.</param>
/// <param name="Length">How many bytes it has now.</param>
/// <param name="CutBytes">How many bytes were cut off; 0 where it was whole.</param>
public sealed record AvroContainerRecovery(long Records, long Blocks, long Length, long CutBytes);
