using System.Diagnostics.CodeAnalysis;
using Millrace.Execution;
using Millrace.State;

namespace Millrace.Operators;

/// <summary>
/// Parks records, makes a bounded number of calls for them and lets them go on in order. All of it happens on the task's
/// thread, except for the calls themselves. Records whose order counts form chains, of a key or of all: only a chain's
/// head goes on.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source of cancellation without a timer holds nothing to free, and calls may still look at its token.")]
internal sealed partial class AsyncOperator<TKey, TValue, TResult> : Operator<TKey, TValue>, IParkingOperator
{
    private readonly StreamTask _task;
    private readonly Stage _stage;
    private readonly AsyncOptions _options;
    private readonly Func<TKey, TValue, CancellationToken, Task<TResult>> _call;
    private readonly Action<Record<TKey, TValue>, TResult> _next;
    private readonly Dictionary<KeyBox, Call> _tails;
    private readonly Queue<Call> _waiting = new();
    private CancellationTokenSource _stop = new();
    private Call? _tail;
    private int _running;

    public AsyncOperator(
        StreamTask task,
        Stage stage,
        AsyncOptions options,
        Func<TKey, TValue, CancellationToken, Task<TResult>> call,
        Action<Record<TKey, TValue>, TResult> next)
    {
        _task = task;
        _stage = stage;
        _options = options;
        _call = call;
        _next = next;
        _tails = new Dictionary<KeyBox, Call>(new KeyBoxComparer(ByteArrayComparer.For<TKey>()));
        task.Parked.Join(this);
    }

    public int Parked { get; private set; }

    public bool IsFull => Parked >= _options.MostParked;

    public override void Process(in Record<TKey, TValue> record)
    {
        var call = new Call(this, record, _task.Park(), _stop.Token);
        Parked++;
        Append(call);
        if (call.IsHead || !_options.OneCallPerKey)
        {
            _waiting.Enqueue(call);
        }

        StartMore();
    }

    public void Abandon()
    {
        // Not awaited: a call's own reaction to it is none of this thread's business.
        _ = _stop.CancelAsync();
        _stop = new CancellationTokenSource();
        _tails.Clear();
        _waiting.Clear();
        _tail = null;
        _running = 0;
        Parked = 0;
    }

    private void StartMore()
    {
        while (_running < _options.Concurrency && _waiting.TryDequeue(out var call))
        {
            _running++;
            _task.Environment.Async.Start(_task.Parked, call);
        }
    }

    private void Finished(Call call)
    {
        _running--;
        call.IsDone = true;
        for (var head = call; head is { IsHead: true, IsDone: true }; head = Detach(head))
        {
            Parked--;
            _task.GoOnWith(head.Parked, head);
        }

        StartMore();
    }

    /// <summary>Puts a call at the end of its chain; a record without a key has none.</summary>
    private void Append(Call call)
    {
        if (_options.Order == AsyncOrder.Input)
        {
            Link(_tail, call);
            _tail = call;
        }
        else if (call.Record.Key is not null)
        {
            var key = new KeyBox(call.Record.Key);
            Link(_tails.GetValueOrDefault(key), call);
            _tails[key] = call;
        }
        else
        {
            call.IsHead = true;
        }

        static void Link(Call? tail, Call call)
        {
            call.IsHead = tail is null;
            if (tail is not null)
            {
                tail.Next = call;
            }
        }
    }

    /// <summary>Takes a chain's head away and gives the next one.</summary>
    private Call? Detach(Call head)
    {
        if (head.Next is { } next)
        {
            next.IsHead = true;
            if (_options.OneCallPerKey)
            {
                _waiting.Enqueue(next);
            }

            return next;
        }

        if (_options.Order == AsyncOrder.Input)
        {
            _tail = null;
        }
        else if (head.Record.Key is not null)
        {
            _tails.Remove(new KeyBox(head.Record.Key));
        }

        return null;
    }
}
