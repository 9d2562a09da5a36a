using Millrace.Avro.Resolution;

namespace Millrace.Avro;

/// <summary>
/// Turns values written with one schema into the bytes that another schema would give them. It is compiled once for
/// two schemas and may be used from any thread.
/// </summary>
public sealed class AvroTranscoder
{
    private readonly TranscodeStep _step;

    private AvroTranscoder(TranscodeStep step, TranscodeCompiler compiler, AvroSchema writer, AvroSchema reader)
    {
        _step = step;
        Offences = compiler.Offences;
        Plan = new PlanCompiler(compiler.Skips).Compile(step, writer, reader);
    }

    /// <summary>
    /// Where the schemas do not fit, with paths into the reader's; empty where every value of the writer can be read.
    /// A value that none of them concerns (another symbol, another branch, an empty array) is read all the same.
    /// </summary>
    public IReadOnlyList<AvroSchemaException> Offences { get; }

    /// <summary>The same as a plan for the reader's own code; null where there is nothing to plan.</summary>
    internal AvroPlan? Plan { get; }

    /// <summary>Compiles the plan.</summary>
    /// <exception cref="AvroSchemaException">No value at all could be read; the path says where it fails first.</exception>
    public static AvroTranscoder Compile(AvroSchema writer, AvroSchema reader)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(reader);
        var compiler = new TranscodeCompiler();
        var step = compiler.Compile(writer, reader, "$");
        if (step.Failure is { } failure)
            throw failure;
        return new AvroTranscoder(step, compiler, writer, reader);
    }

    /// <summary>Reads one value in the writer's form and writes it in the reader's. The caller flushes.</summary>
    /// <exception cref="AvroDataException">The bytes are not such a value, or it has no form in the reader's schema.</exception>
    public void Transcode(ref AvroReader reader, ref AvroWriter writer) => _step.Run(ref reader, ref writer);
}
