using System.Buffers;

namespace Millrace.Avro.Resolution;

/// <summary>
/// The writer's fields in another order: finds where each begins, then takes them in the reader's order.
/// </summary>
/// <param name="extents">How to pass over each of the writer's fields.</param>
/// <param name="sources">For each part, which of the writer's fields it reads; -1 for none.</param>
/// <param name="parts">The reader's fields.</param>
internal sealed class ReorderStep(SkipStep[] extents, int[] sources, TranscodeStep[] parts) : TranscodeStep
{
    public override AvroSchemaException? Failure => parts.Select(part => part.Failure).FirstOrDefault(part => part is not null);

    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        var starts = ArrayPool<int>.Shared.Rent(extents.Length);
        try
        {
            for (var i = 0; i < extents.Length; i++)
            {
                starts[i] = reader.Position;
                extents[i].Run(ref reader);
            }

            var end = reader.Position;
            for (var i = 0; i < parts.Length; i++)
            {
                if (sources[i] >= 0)
                    reader.MoveTo(starts[sources[i]]);
                parts[i].Run(ref reader, ref writer);
            }

            reader.MoveTo(end);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(starts);
        }
    }
}
