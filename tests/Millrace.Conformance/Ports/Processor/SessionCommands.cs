using System.Globalization;
using Millrace.State;

namespace Millrace.Conformance.Ports.Processor;

/// <summary>A session store driven by commands: each record's value is one, and comes out with its result.</summary>
internal sealed class SessionCommands(SessionStoreBuilder<string, string> builder) : Processor<string, string, string, string>
{
    private ISessionStore<string, string> _store = null!;

    public static Port Port(StoreType type) => new(b =>
    {
        var store = Stores.Session<string, string>("s", 60.Seconds(), type);
        b.Stream<string, string>("in").Process("p", () => (Processor<string, string, string, string>)new SessionCommands(store), [store]).To("out");
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
                _store.Put(new Windowed<string>(key, Time(c[1]), Time(c[2])), c[3]);
                return "ok";
            case "remove":
                _store.Remove(new Windowed<string>(key, Time(c[1]), Time(c[2])));
                return "ok";
            case "get":
                return _store.TryFetchSession(key, Time(c[1]), Time(c[2]), out var value) ? value : "null";
            case "find":
                return Show(_store.FindSessions(key, Time(c[1]), Time(c[2])));
            case "findBack":
                return Show(_store.BackwardFindSessions(key, Time(c[1]), Time(c[2])));
            case "findKeys":
                return Show(_store.FindSessions(WindowCommands.Keys(c[1], c[2]), Time(c[3]), Time(c[4])));
            case "fetch":
                return Show(_store.Fetch(key));
            case "fetchBack":
                return Show(_store.BackwardFetch(key));
            case "fetchKeys":
                return Show(_store.Fetch(WindowCommands.Keys(c[1], c[2])));
            default:
                throw new InvalidOperationException(c[0]);
        }
    }

    private static long Time(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Show(IEnumerable<KeyValuePair<Windowed<string>, string>> sessions) =>
        $"[{string.Join(',', sessions.Select(s => $"{s.Key.Key}@{s.Key.Start}-{s.Key.End}={s.Value}"))}]";
}
