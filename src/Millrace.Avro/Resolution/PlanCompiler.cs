namespace Millrace.Avro.Resolution;

/// <summary>
/// Turns the steps of a transcoder into a plan that a reader's own code follows field by field. What it has no kind for
/// stays a conversion of that value alone.
/// </summary>
internal sealed class PlanCompiler(SkipCompiler skips)
{
    private readonly Dictionary<RecordStep, AvroPlan> _records = [];

    /// <summary>Null where the reader's own decoder reads the writer's bytes as they are.</summary>
    public AvroPlan? Compile(TranscodeStep step, AvroSchema writer, AvroSchema reader) => (step, writer, reader) switch
    {
        (CopyStep { IsChecked: true }, _, _) => null,
        (EnumStep, _, EnumSchema) => new AvroPlan(AvroPlanKind.Enum, step, writer, reader),
        (RecordStep { Fields: { IsInOrder: true } fields } record, _, RecordSchema schema) => CompileRecord(record, fields, schema),
        (BlocksStep blocks, ArraySchema from, ArraySchema to) => new AvroPlan(AvroPlanKind.Items, step, writer, reader)
        {
            MinimumBytes = blocks.MinimumBytes,
            Item = Compile(blocks.Item, from.Items, to.Items),
        },
        (BlocksStep blocks, MapSchema from, MapSchema to) => new AvroPlan(AvroPlanKind.Items, step, writer, reader)
        {
            MinimumBytes = blocks.MinimumBytes,
            Item = Compile(blocks.Item, from.Values, to.Values),
        },
        (UnionStep union, UnionSchema from, UnionSchema to) when HasSameBranches(union, to) => new AvroPlan(AvroPlanKind.Union, step, writer, reader)
        {
            Branches = [.. union.Branches.Select((branch, i) => Compile(((BranchStep)branch).Value, from.Branches[i], to.Branches[i]))],
        },
        _ => new AvroPlan(AvroPlanKind.Convert, step, writer, reader),
    };

    private AvroPlan CompileRecord(RecordStep step, RecordFields fields, RecordSchema reader)
    {
        if (_records.TryGetValue(step, out var known))
            return known;
        var plan = new AvroPlan(AvroPlanKind.Record, step, fields.Writer, reader);
        _records.Add(step, plan);
        var parts = new AvroFieldPlan?[reader.Fields.Count];
        var next = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (fields.Sources[i] < 0)
            {
                // Without a default the step fails, and says why.
                parts[i] = fields.Values[i] is ConstantStep
                    ? new AvroFieldPlan([], isDefault: true, value: null)
                    : new AvroFieldPlan([], isDefault: false, new AvroPlan(AvroPlanKind.Convert, fields.Values[i], fields.Writer, reader.Fields[i].Schema));
                continue;
            }

            var before = Skips(fields.Writer, next, fields.Sources[i]);
            next = fields.Sources[i] + 1;
            var value = Compile(fields.Values[i], fields.Writer.Fields[fields.Sources[i]].Schema, reader.Fields[i].Schema);
            if (value is not null || before.Length > 0)
                parts[i] = new AvroFieldPlan(before, isDefault: false, value);
        }

        plan.SetFields(parts, Skips(fields.Writer, next, fields.Writer.Fields.Count));
        return plan;
    }

    private SkipStep[] Skips(RecordSchema writer, int from, int to) =>
        [.. writer.Fields.Skip(from).Take(to - from).Select(field => skips.Compile(field.Schema))];

    private static bool HasSameBranches(UnionStep step, UnionSchema reader) =>
        step.Branches.Length == reader.Branches.Count
        && step.Branches.Select((branch, i) => branch is BranchStep same && same.Index == i).All(same => same);
}
