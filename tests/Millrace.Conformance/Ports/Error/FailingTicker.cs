namespace Millrace.Conformance.Ports.Error;

/// <summary>Forwards from a punctuation, and each second time throws after that.</summary>
internal sealed class FailingTicker : Processor<string?, string?, string?, string?>
{
    private int _times;

    public override void Init(IProcessorContext<string?, string?> context)
    {
        base.Init(context);
        context.Schedule(1000.Milliseconds(), PunctuationType.StreamTime, at =>
        {
            var ms = at.ToUnixTimeMilliseconds();
            context.Forward(new Record<string?, string?>("tick", $"{ms}", ms));
            if (++_times % 2 == 0)
            {
                throw new InvalidOperationException("bad tick");
            }
        });
    }

    public override void Process(in Record<string?, string?> record)
    {
    }
}
