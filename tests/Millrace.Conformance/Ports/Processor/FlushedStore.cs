using Millrace.State;

namespace Millrace.Conformance.Ports.Processor;

/// <summary>Sums that a punctuation forwards and clears.</summary>
internal sealed class FlushedStore(KeyValueStoreBuilder<string, long> sums) : PunctuatedProcessor
{
    private IKeyValueStore<string, long> _sums = null!;

    public static Port Port { get; } = new(b =>
    {
        var sums = Stores.KeyValue<string, long>("sums");
        b.Stream<string?, string?>("in").Process("p", () => (Processor<string?, string?, string?, string?>)new FlushedStore(sums), [sums]).To("out");
    });

    public override void Init(IProcessorContext<string?, string?> context)
    {
        base.Init(context);
        _sums = context.Store(sums);
        context.Schedule(1000.Milliseconds(), PunctuationType.StreamTime, at =>
        {
            foreach (var (key, sum) in _sums.All())
            {
                Tick(key, $"{sum}", at);
                _sums.Delete(key);
            }
        });
    }

    public override void Process(in Record<string?, string?> record)
    {
        var key = record.Key ?? "none";
        _sums.TryGet(key, out var before);
        _sums.Put(key, before + record.Value!.Length);
    }
}
