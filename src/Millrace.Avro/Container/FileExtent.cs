namespace Millrace.Avro.Container;

/// <summary>How far a file is whole.</summary>
/// <param name="End">Where its last whole block ends.</param>
/// <param name="LastStart">Where that block begins; <paramref name="End"/> where there is no block.</param>
/// <param name="Blocks">How many whole blocks it has.</param>
/// <param name="Records">How many records they say they have.</param>
/// <param name="Failure">What follows them; null for the end.</param>
internal sealed record FileExtent(long End, long LastStart, long Blocks, long Records, AvroContainerException? Failure)
{
    /// <summary>Goes from block to block by what their heads say; none is decompressed.</summary>
    /// <exception cref="AvroContainerException">The header is broken, or a block before the last is.</exception>
    public static (ContainerHeader Header, FileExtent Extent) Scan(Stream stream)
    {
        stream.Position = 0;
        var input = new ContainerInput(stream, leaveOpen: true);
        var header = ContainerHeader.Read(input);
        var blocks = new BlockSource(input, header);
        var (end, last, records) = (input.Position, input.Position, 0L);
        try
        {
            while (blocks.SkipNext())
                (end, last, records) = (blocks.NextStart, blocks.Start, blocks.Records);
            return (header, new FileExtent(end, last, blocks.BlockCount, records, null));
        }
        catch (AvroContainerException e) when (e.Error == AvroContainerError.Truncated)
        {
            return (header, new FileExtent(end, last, blocks.BlockCount, records, e));
        }
    }
}
