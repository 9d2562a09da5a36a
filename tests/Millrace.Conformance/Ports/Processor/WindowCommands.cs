using System.Globalization;
using Millrace.State;

namespace Millrace.Conformance.Ports.Processor;

/// <summary>A window store driven by commands: each record's value is one, and comes out with its result.</summary>
internal sealed class WindowCommands(WindowStoreBuilder<string, string> builder) : Processor<string, string, string, string>
{
    private IWindowStore<string, string> _store = null!;

    public static Port Port(StoreType type, bool retainDuplicates) => new(b =>
    {
        var store = Stores.Window<string, string>("s", 60.Seconds(), 5.Seconds(), retainDuplicates, type);
        b.Stream<string, string>("in").Process("p", () => (Processor<string, string, string, string>)new WindowCommands(store), [store]).To("out");
    });

    public override void Init(IProcessorContext<string, string> context)
    {
        base.Init(context);
        _store = context.Store(builder);
    }

    public override void Process(in Record<string, string> record) =>
        Context.Forward(record.WithValue($"{record.Value} -> {Run(record.Key, record.Value.Split(' '), record.Timestamp)}"));

    private string Run(string key, string[] c, long timestamp)
    {
        switch (c[0])
        {
            case "put":
                _store.Put(key, c[1], timestamp);
                return "ok";
            case "null":
                _store.Delete(key, timestamp);
                return "ok";
            case "at":
                return _store.TryFetch(key, Time(c[1]), out var value) ? value : "null";
            case "fetch":
                return Show(_store.Fetch(key, Time(c[1]), Time(c[2])));
            case "back":
                return Show(_store.BackwardFetch(key, Time(c[1]), Time(c[2])));
            case "keys":
                return Show(_store.Fetch(Keys(c[1], c[2]), Time(c[3]), Time(c[4])));
            case "keysBack":
                return Show(_store.BackwardFetch(Keys(c[1], c[2]), Time(c[3]), Time(c[4])));
            case "fetchAll":
                return Show(_store.FetchAll(Time(c[1]), Time(c[2])));
            case "backAll":
                return Show(_store.BackwardFetchAll(Time(c[1]), Time(c[2])));
            case "all":
                return Show(_store.All());
            case "allBack":
                return Show(_store.BackwardAll());
            default:
                throw new InvalidOperationException(c[0]);
        }
    }

    private static long Time(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A range of keys as commands write it; ~ is an open end.</summary>
    public static KeyRange<string> Keys(string from, string to) => (from, to) switch
    {
        ("~", "~") => KeyRange<string>.All,
        ("~", _) => KeyRange<string>.AtMost(to),
        (_, "~") => KeyRange<string>.AtLeast(from),
        _ => KeyRange<string>.Between(from, to),
    };

    private static string Show(IEnumerable<KeyValuePair<long, string>> entries) =>
        $"[{string.Join(',', entries.Select(e => $"{e.Key}={e.Value}"))}]";

    private static string Show(IEnumerable<KeyValuePair<Windowed<string>, string>> entries) =>
        $"[{string.Join(',', entries.Select(e => $"{e.Key.Key}@{e.Key.Start}={e.Value}"))}]";
}
