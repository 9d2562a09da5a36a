namespace Millrace.Avro.Resolution;

/// <summary>Turns a value in the writer's form into the reader's.</summary>
internal abstract class TranscodeStep
{
    /// <summary>Why no value at all gets through; null where some do.</summary>
    public virtual AvroSchemaException? Failure => null;

    public abstract void Run(ref AvroReader reader, ref AvroWriter writer);
}

/// <summary>The reader takes the bytes as they are.</summary>
/// <param name="extent">How far they go.</param>
/// <param name="isChecked">Whether the reader's own decoder refuses all that the writer's would: it need not be copied first.</param>
internal sealed class CopyStep(SkipStep extent, bool isChecked) : TranscodeStep
{
    public SkipStep Extent { get; } = extent;

    public bool IsChecked { get; } = isChecked;

    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        var start = reader.Position;
        Extent.Run(ref reader);
        writer.WriteFixed(reader.Data[start..reader.Position]);
    }
}

/// <summary>The reader has no use for the value.</summary>
internal sealed class DropStep(SkipStep extent) : TranscodeStep
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer) => extent.Run(ref reader);
}

/// <summary>The writer has no such field: the reader's default.</summary>
internal sealed class ConstantStep(byte[] bytes) : TranscodeStep
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer) => writer.WriteFixed(bytes);
}

internal sealed class IntToFloatStep : TranscodeStep
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer) => writer.WriteFloat(reader.ReadInt());
}

internal sealed class IntToDoubleStep : TranscodeStep
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer) => writer.WriteDouble(reader.ReadInt());
}

internal sealed class LongToFloatStep : TranscodeStep
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer) => writer.WriteFloat(reader.ReadLong());
}

internal sealed class LongToDoubleStep : TranscodeStep
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer) => writer.WriteDouble(reader.ReadLong());
}

internal sealed class FloatToDoubleStep : TranscodeStep
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer) => writer.WriteDouble(reader.ReadFloat());
}

/// <summary>Symbols by name; -1 where the reader has none of the name and no default.</summary>
internal sealed class EnumStep(EnumSchema symbols, int[] indexes, string path) : TranscodeStep
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer) => writer.WriteInt(ReadIndex(ref reader));

    /// <summary>The index of the reader's symbol.</summary>
    public int ReadIndex(ref AvroReader reader)
    {
        var start = reader.Position;
        var symbol = reader.ReadEnumIndex(indexes.Length);
        if (indexes[symbol] < 0)
            throw new AvroDataException(AvroDataError.Unresolvable, start, $"the reader has no symbol \"{symbols.Symbols[symbol]}\"", path);
        return indexes[symbol];
    }
}

internal sealed class BlocksStep(TranscodeStep item, int minimumBytes, bool isMap) : TranscodeStep
{
    public TranscodeStep Item { get; } = item;

    /// <summary>How many bytes an item of the writer takes at least.</summary>
    public int MinimumBytes { get; } = minimumBytes;

    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        while (reader.ReadBlockCount(MinimumBytes) is var count and > 0)
        {
            writer.WriteBlockCount(count);
            for (; count > 0; count--)
            {
                if (isMap)
                    writer.WriteBytes(reader.ReadBytes());
                Item.Run(ref reader, ref writer);
            }
        }

        writer.WriteBlockEnd();
    }
}

/// <summary>The writer said which of its branches follows.</summary>
internal sealed class UnionStep(TranscodeStep[] branches) : TranscodeStep
{
    public TranscodeStep[] Branches { get; } = branches;

    public override AvroSchemaException? Failure => Array.TrueForAll(Branches, branch => branch.Failure is not null) ? Branches.FirstOrDefault()?.Failure : null;

    public override void Run(ref AvroReader reader, ref AvroWriter writer) =>
        Branches[reader.ReadUnionIndex(Branches.Length)].Run(ref reader, ref writer);
}

/// <summary>The reader has a union: says which of its branches follows.</summary>
internal sealed class BranchStep(int index, TranscodeStep value) : TranscodeStep
{
    public int Index { get; } = index;

    public TranscodeStep Value { get; } = value;

    public override AvroSchemaException? Failure => Value.Failure;

    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        writer.WriteInt(Index);
        Value.Run(ref reader, ref writer);
    }
}

/// <summary>The two schemas do not fit: whoever gets here has a value that cannot be read.</summary>
internal sealed class FailStep(AvroSchemaException failure) : TranscodeStep
{
    public override AvroSchemaException? Failure => failure;

    public override void Run(ref AvroReader reader, ref AvroWriter writer) =>
        throw new AvroDataException(AvroDataError.Unresolvable, reader.Position, failure.Rule, failure.Path);
}
