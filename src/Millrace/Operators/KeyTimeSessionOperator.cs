using Millrace.Graph;
using Millrace.State;
using Millrace.Windows;

namespace Millrace.Operators;

/// <summary>
/// Sessions that close by their key's own stream time, and are forgotten then. A key's time is the end of its last
/// session, which only a newer one closes: the sessions are the clock.
/// </summary>
internal sealed class KeyTimeSessionOperator<TKey, TValue, TAggregate>(
    OperatorSite<Windowed<TKey>, Change<TAggregate>> site,
    SessionStore<TKey, TAggregate> store,
    SessionFold<TKey, TValue, TAggregate> fold,
    SessionWindows windows,
    EmitStrategy emit,
    Operator<TKey, TValue>? late) : SessionOperator<TKey, TValue, TAggregate>(site, store, fold, windows, emit, late)
    where TKey : notnull
{
    private readonly List<KeyValuePair<Windowed<TKey>, TAggregate>> _sessions = [];

    protected override long Advance(in Record<TKey, TValue> record)
    {
        _sessions.Clear();
        Store.Find(record.Key, long.MinValue, long.MaxValue, _sessions);
        return _sessions.Count == 0 ? record.Timestamp : Math.Max(record.Timestamp, _sessions[^1].Key.End);
    }

    protected override void CloseBefore(long end, in Record<TKey, TValue> record)
    {
        _sessions.Clear();
        Store.Find(record.Key, long.MinValue, long.MaxValue, _sessions);
        foreach (var (session, aggregate) in _sessions)
        {
            if (session.End >= end)
            {
                return;
            }

            if (EmitStrategy == EmitStrategy.OnWindowClose)
            {
                Send(session, Change<TAggregate>.To(aggregate), record.Headers);
            }

            Store.Close(session.Key, session.Start, session.End);
        }
    }
}
