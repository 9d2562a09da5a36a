namespace Millrace.Avro.Resolution;

/// <summary>Decides how the writer's fields get into the reader's order.</summary>
internal static class RecordOrder
{
    public static TranscodeStep[] Arrange(RecordFields fields, SkipCompiler skips) => fields.IsInOrder
        ? Stream(fields.Writer, fields.Sources, fields.Values, skips)
        : [new ReorderStep([.. fields.Writer.Fields.Select(field => skips.Compile(field.Schema))], fields.Sources, fields.Values)];

    private static TranscodeStep[] Stream(RecordSchema writer, int[] sources, TranscodeStep[] parts, SkipCompiler skips)
    {
        var steps = new List<TranscodeStep>();
        var next = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (sources[i] >= 0)
            {
                for (; next < sources[i]; next++)
                    steps.Add(new DropStep(skips.Compile(writer.Fields[next].Schema)));
                next++;
            }

            steps.Add(parts[i]);
        }

        for (; next < writer.Fields.Count; next++)
            steps.Add(new DropStep(skips.Compile(writer.Fields[next].Schema)));
        return JoinCopies(steps);
    }

    // Neighbours that are copied are copied at once.
    private static TranscodeStep[] JoinCopies(List<TranscodeStep> steps)
    {
        var result = new List<TranscodeStep>();
        var run = new List<SkipStep>();
        foreach (var step in steps.Append(null))
        {
            if (step is CopyStep copy)
            {
                run.Add(copy.Extent);
                continue;
            }

            if (run.Count > 0)
                result.Add(new CopyStep(run.Count == 1 ? run[0] : new SkipAll { Parts = [.. run] }, isChecked: false));
            run.Clear();
            if (step is not null)
                result.Add(step);
        }

        return [.. result];
    }
}
