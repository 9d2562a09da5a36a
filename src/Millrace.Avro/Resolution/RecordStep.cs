namespace Millrace.Avro.Resolution;

/// <summary>A record whose common fields stand in the same order on both sides: one pass.</summary>
internal sealed class RecordStep : TranscodeStep
{
    private bool _isAsking;

    /// <summary>Set once the parts are known: a record may contain itself.</summary>
    public TranscodeStep[] Parts { get; set; } = [];

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
