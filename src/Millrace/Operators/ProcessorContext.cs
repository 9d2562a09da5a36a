using Millrace.Graph;
using Millrace.State;

namespace Millrace.Operators;

/// <summary>
/// A processor's view of its task. Every call is checked to come from the processor's own code while the task runs it:
/// from another thread, after the close, or from an operator further down, it would do harm in silence.
/// </summary>
internal sealed class ProcessorContext<TKey, TValue> : IProcessorContext<TKey, TValue>, IFixedKeyProcessorContext<TKey, TValue>
{
    private readonly OperatorSite<TKey, TValue> _site;
    private readonly StoreDefinition[] _stores;
    private readonly Dictionary<string, Operator<TKey, TValue>> _children = new(StringComparer.Ordinal);
    private int _thread;
    private bool _forwarding;
    private bool _closed;

    public ProcessorContext(OperatorSite<TKey, TValue> site, StoreDefinition[] stores)
    {
        _site = site;
        _stores = stores;
        site.Task.OnClose(() => _closed = true);
    }

    public TaskId Task => _site.Task.Id;

    public long StreamTime => _site.Task.StreamTime;

    public TimeProvider Clock => _site.Task.Environment.Clock;

    public RecordOrigin Origin => _site.Task.Origin;

    /// <summary>The processor's code is about to run; what is returned has to be given to <see cref="Leave"/> after it.</summary>
    public int Enter()
    {
        var before = _thread;
        _thread = Environment.CurrentManagedThreadId;
        return before;
    }

    public void Leave(int before) => _thread = before;

    public void Forward(in Record<TKey, TValue> record) => Send(record, _site.Next);

    public void Forward(in FixedKeyRecord<TKey, TValue> record) => Send(record.Record, _site.Next);

    public void Forward(in Record<TKey, TValue> record, string child) => Send(record, Child(child));

    public void Forward(in FixedKeyRecord<TKey, TValue> record, string child) => Send(record.Record, Child(child));

    public TStore Store<TStore>(StoreBuilder<TStore> store)
        where TStore : class
    {
        Check();
        return _stores.Contains(store.Definition)
            ? (TStore)(object)_site.Task.Store(store.Definition)
            : throw new InvalidOperationException($"Processor '{_site.Stage.Name}' asks for store '{store.Name}', which was not given to it: add it to the stores of Process.");
    }

    public IDisposable Schedule(TimeSpan interval, PunctuationType type, Action<DateTimeOffset> callback) => Schedule(
        type == PunctuationType.StreamTime ? DateTimeOffset.UnixEpoch : Clock.GetUtcNow() + interval, interval, type, callback);

    public IDisposable Schedule(DateTimeOffset start, TimeSpan interval, PunctuationType type, Action<DateTimeOffset> callback)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromMilliseconds(1));
        Check();
        var queue = type == PunctuationType.StreamTime ? _site.Task.Punctuations.Stream : _site.Task.Punctuations.WallClock;
        return queue.Add(start.ToUnixTimeMilliseconds(), (long)interval.TotalMilliseconds, Call);

        void Call(long at)
        {
            var before = Enter();
            try
            {
                callback(DateTimeOffset.FromUnixTimeMilliseconds(at));
            }
            catch (Exception e)
            {
                _site.Stage.Failed(e);
            }
            finally
            {
                Leave(before);
            }
        }
    }

    public void CountLate() => _site.Stage.CountLate();

    public void RequestCommit() => _site.Task.RequestCommit();

    private void Send(in Record<TKey, TValue> record, Operator<TKey, TValue> next)
    {
        Check();
        _forwarding = true;
        try
        {
            next.Process(record);
        }
        finally
        {
            _forwarding = false;
        }
    }

    private void Check()
    {
        if (_thread != Environment.CurrentManagedThreadId || _closed || _forwarding)
        {
            Refuse();
        }
    }

    private void Refuse() => throw new InvalidOperationException(
        $"Processor '{_site.Stage.Name}' " + (_closed
            ? "used its context after its task was closed."
            : _forwarding
                ? "was made to forward by an operator that it was forwarding to: records would go round for ever."
                : "used its context from another thread, or outside of Init, Process and punctuations: only its task may run it."));

    private Operator<TKey, TValue> Child(string name)
    {
        if (!_children.TryGetValue(name, out var child))
        {
            _children[name] = child = _site.Child(name)
                ?? throw new InvalidOperationException($"Processor '{_site.Stage.Name}' forwards to '{name}', which does not follow it.");
        }

        return child;
    }
}
