namespace Millrace.Avro.Resolution;

/// <summary>A record whose common fields stand in the same order on both sides: one pass.</summary>
internal sealed class RecordStep : TranscodeStep
{
    private bool _isAsking;

    /// <summary>Set once the parts are known: a record may contain itself.</summary>
    public TranscodeStep[] Parts { get; set; } = [];

    /// <summary>The same field by field.</summary>
    public RecordFields? Fields { get; set; }

    public override AvroSchemaException? Failure
    {
        get
        {
            // A record within itself adds no failure of its own.
            if (_isAsking)
                return null;
            _isAsking = true;
            var failure = Parts.Select(part => part.Failure).FirstOrDefault(part => part is not null);
            _isAsking = false;
            return failure;
        }
    }

    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        reader.Enter();
        foreach (var part in Parts)
            part.Run(ref reader, ref writer);
        reader.Leave();
    }
}

/// <summary>Where the fields of a reader's record come from.</summary>
/// <param name="Writer">The writer's record.</param>
/// <param name="Sources">For each of the reader's fields, which of the writer's it is; -1 for none.</param>
/// <param name="Values">For each of the reader's fields, what becomes of its value.</param>
internal sealed record RecordFields(RecordSchema Writer, int[] Sources, TranscodeStep[] Values)
{
    /// <summary>Whether the fields that both have stand in the same order.</summary>
    public bool IsInOrder
    {
        get
        {
            var used = Sources.Where(source => source >= 0).ToArray();
            return used.Zip(used.Skip(1), (before, after) => before < after).All(ascending => ascending);
        }
    }
}
