using Millrace.Graph;
using Millrace.Joins;
using Millrace.State;
using Millrace.Tables;

namespace Millrace.Operators;

/// <summary>
/// A stream that is joined with itself, over one store. The results are those of two sides, in the same order: the record
/// as the left one with all that came before it, then as the right one, itself among its partners by time.
/// </summary>
internal sealed class SelfJoinOperator<TKey, TValue, TResult>(
    OperatorSite<TKey, TResult> site, StreamJoinRule<TKey, TValue, TValue, TResult> rule, JoinClock<TKey> clock, IJoinRecords<TKey, TValue> records)
    : Operator<TKey, TValue>
    where TKey : notnull
{
    private readonly List<WindowEntry<TValue>> _partners = [];

    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.Key is null || record.Value is null)
        {
            site.Stage.CountDropped();
            return;
        }

        var time = clock.Advance(record.Key, record.Timestamp);
        Fetch(record, rule.Windows.BeforeMs, rule.Windows.AfterMs);
        foreach (var partner in _partners)
        {
            Send(record, record.Value, partner.Value, Math.Max(record.Timestamp, partner.Start));
        }

        // A record that is too old to be found is not found by itself either.
        var itself = record.Timestamp > time - rule.Windows.RetentionMs + 1 && Within(0, rule.Windows);
        Fetch(record, rule.Windows.AfterMs, rule.Windows.BeforeMs);
        foreach (var partner in _partners)
        {
            if (itself && partner.Start > record.Timestamp)
            {
                itself = false;
                Send(record, record.Value, record.Value, record.Timestamp);
            }

            Send(record, partner.Value, record.Value, Math.Max(record.Timestamp, partner.Start));
        }

        if (itself)
        {
            Send(record, record.Value, record.Value, record.Timestamp);
        }

        records.Put(record.Key, record.Value, record.Timestamp, time);
    }

    private static bool Within(long distance, JoinWindows windows) => distance >= -windows.BeforeMs && distance <= windows.AfterMs;

    private void Fetch(in Record<TKey, TValue> record, long before, long after)
    {
        _partners.Clear();
        records.Fetch(record.Key, Math.Max(0, record.Timestamp - before), Math.Max(0, record.Timestamp + after), _partners);
    }

    private void Send(in Record<TKey, TValue> record, TValue left, TValue right, long timestamp)
    {
        TResult result;
        try
        {
            result = rule.Joiner(record.Key, new Maybe<TValue>(left, Exists: true), new Maybe<TValue>(right, Exists: true));
        }
        catch (Exception e)
        {
            site.Stage.Failed(record, e);
            return;
        }

        site.Next.Process(new Record<TKey, TResult>(record.Key, result, timestamp, record.Headers));
    }
}
