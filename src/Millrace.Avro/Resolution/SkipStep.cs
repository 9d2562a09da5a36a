namespace Millrace.Avro.Resolution;

/// <summary>Passes over a value of one schema. Lengths, counts and indexes are checked; what they enclose is not.</summary>
internal abstract class SkipStep
{
    public abstract void Run(ref AvroReader reader);
}

internal sealed class SkipBytesOfFixedSize(int size) : SkipStep
{
    public int Size { get; } = size;

    public override void Run(ref AvroReader reader) => reader.Skip(Size);
}

internal sealed class SkipBoolean : SkipStep
{
    public override void Run(ref AvroReader reader) => reader.ReadBoolean();
}

internal sealed class SkipInt : SkipStep
{
    public override void Run(ref AvroReader reader) => reader.ReadInt();
}

internal sealed class SkipLong : SkipStep
{
    public override void Run(ref AvroReader reader) => reader.ReadLong();
}

internal sealed class SkipBytes : SkipStep
{
    public override void Run(ref AvroReader reader) => reader.ReadBytes();
}

internal sealed class SkipEnum(int symbols) : SkipStep
{
    public override void Run(ref AvroReader reader) => reader.ReadEnumIndex(symbols);
}

internal sealed class SkipBlocks(SkipStep item, int minimumBytes) : SkipStep
{
    public override void Run(ref AvroReader reader)
    {
        while (reader.ReadBlockCount(minimumBytes, out var size) is var count and > 0)
        {
            if (size >= 0)
            {
                reader.Skip(size);
                continue;
            }

            for (; count > 0; count--)
                item.Run(ref reader);
        }
    }
}

internal sealed class SkipUnion(SkipStep[] branches) : SkipStep
{
    public override void Run(ref AvroReader reader) => branches[reader.ReadUnionIndex(branches.Length)].Run(ref reader);
}

internal sealed class SkipAll : SkipStep
{
    /// <summary>Set once the parts are known: a record may contain itself.</summary>
    public SkipStep[] Parts { get; set; } = [];

    public override void Run(ref AvroReader reader)
    {
        reader.Enter();
        foreach (var part in Parts)
            part.Run(ref reader);
        reader.Leave();
    }
}
