using Millrace.State;

namespace Millrace.Conformance.Ports.Processor;

/// <summary>A key-value store driven by commands: each record's value is one, and comes out with its result.</summary>
internal sealed class KeyValueCommands(KeyValueStoreBuilder<string, string> builder) : Processor<string, string, string, string>
{
    private IKeyValueStore<string, string> _store = null!;

    public static Port Port(Func<KeyValueStoreBuilder<string, string>> create) => new(b =>
    {
        var store = create();
        b.Stream<string, string>("in").Process("p", () => (Processor<string, string, string, string>)new KeyValueCommands(store), [store]).To("out");
    });

    public override void Init(IProcessorContext<string, string> context)
    {
        base.Init(context);
        _store = context.Store(builder);
    }

    public override void Process(in Record<string, string> record) =>
        Context.Forward(record.WithValue($"{record.Value} -> {Run(record.Key, record.Value.Split(' '))}"));

    private string Run(string key, string[] c)
    {
        switch (c[0])
        {
            case "put":
                _store.Put(key, c[1]);
                return "ok";
            case "null":
                _store.Delete(key);
                return "ok";
            case "absent":
                var present = Get(key);
                _store.PutIfAbsent(key, c[1]);
                return present;
            case "del":
                var before = Get(key);
                _store.Delete(key);
                return before;
            case "get":
                return Get(key);
            case "range":
                return Show(_store.Range(Keys(c[1], c[2])));
            case "reverse":
                return Show(_store.ReverseRange(Keys(c[1], c[2])));
            case "prefix":
                return Show(_store.PrefixScan(c[1], Serdes.String));
            case "all":
                return Show(_store.All());
            case "reverseAll":
                return Show(_store.ReverseAll());
            default:
                throw new InvalidOperationException(c[0]);
        }
    }

    private string Get(string key) => _store.TryGet(key, out var value) ? value : "null";

    private static KeyRange<string> Keys(string from, string to) => (from, to) switch
    {
        ("~", "~") => KeyRange<string>.All,
        ("~", _) => KeyRange<string>.AtMost(to),
        (_, "~") => KeyRange<string>.AtLeast(from),
        _ => KeyRange<string>.Between(from, to),
    };

    private static string Show(IEnumerable<KeyValuePair<string, string>> entries) => $"[{string.Join(',', entries.Select(e => $"{e.Key}={e.Value}"))}]";
}
