namespace Millrace.Conformance.Ports.Processor;

/// <summary>A processor that forwards from punctuations.</summary>
internal abstract class PunctuatedProcessor : Processor<string?, string?, string?, string?>
{
    public override void Process(in Record<string?, string?> record)
    {
    }

    protected void Tick(string? key, string value, DateTimeOffset at) => Context.Forward(new Record<string?, string?>(key, value, Ms(at)));

    protected static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}

internal sealed class Ticking(PunctuationType type) : PunctuatedProcessor
{
    public override void Init(IProcessorContext<string?, string?> context)
    {
        base.Init(context);
        context.Schedule(
            1000.Milliseconds(), type, at => Tick("tick", $"{Ms(at)} stream={StreamTime} system={Ms(context.Clock.GetUtcNow())}", at));
    }

    public override void Process(in Record<string?, string?> record) =>
        Context.Forward(record.WithValue<string?>($"{Functions.Show(record.Value)} stream={StreamTime}"));

    // Kafka Streams shows a stream time that nobody knows yet as -1.
    private long StreamTime => Math.Max(Context.StreamTime, -1);
}

internal sealed class Anchored(PunctuationType type) : PunctuatedProcessor
{
    public override void Init(IProcessorContext<string?, string?> context)
    {
        base.Init(context);
        context.Schedule(DateTimeOffset.FromUnixTimeMilliseconds(300), 1000.Milliseconds(), type, at => Tick("tick", $"{Ms(at)}", at));
    }
}

internal sealed class SlowAndFast(PunctuationType type) : PunctuatedProcessor
{
    public override void Init(IProcessorContext<string?, string?> context)
    {
        base.Init(context);
        context.Schedule(1500.Milliseconds(), type, at => Tick("slow", $"{Ms(at)}", at));
        context.Schedule(1000.Milliseconds(), type, at => Tick("fast", $"{Ms(at)}", at));
    }
}

/// <summary>The first schedule ends itself the third time, and begins another.</summary>
internal sealed class Cancelling(PunctuationType type) : PunctuatedProcessor
{
    private IDisposable? _first;
    private int _times;

    public override void Init(IProcessorContext<string?, string?> context)
    {
        base.Init(context);
        _first = context.Schedule(1000.Milliseconds(), type, at =>
        {
            Tick("first", $"{Ms(at)}", at);
            if (++_times == 3)
            {
                _first!.Dispose();
                context.Schedule(2000.Milliseconds(), type, later => Tick("second", $"{Ms(later)}", later));
            }
        });
    }
}

/// <summary>Each record puts the punctuation off.</summary>
internal sealed class Timeout(PunctuationType type) : PunctuatedProcessor
{
    private IDisposable? _timeout;

    public override void Process(in Record<string?, string?> record)
    {
        var (key, value) = (record.Key, record.Value);
        _timeout?.Dispose();
        _timeout = Context.Schedule(1000.Milliseconds(), type, at => Tick(key, $"since {Functions.Show(value)}", at));
    }
}
