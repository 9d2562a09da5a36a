using Millrace.State;

namespace Millrace.Conformance.Ports.Table;

/// <summary>Appends how often the key came by, deletions among them.</summary>
internal sealed class SeenTransformer(KeyValueStoreBuilder<string, long> store) : TableTransformer<string, string, string?>
{
    private IKeyValueStore<string, long> _seen = null!;

    public override void Init(IProcessingContext context)
    {
        base.Init(context);
        _seen = context.Store(store);
    }

    public override string? Transform(string key, string? value)
    {
        var now = _seen.TryGet(key, out var before) ? before + 1 : 1;
        _seen.Put(key, now);
        return value is null ? null : $"{value}#{now}";
    }
}
