using Millrace.Graph;
using Millrace.Joins;
using Millrace.State;
using Millrace.Tables;

namespace Millrace.Operators;

/// <summary>
/// One side of a join of streams. A record first lets the time of the join advance, which may end the wait of others;
/// then it looks for partners among the other side's records, and is kept for those that come later.
/// </summary>
internal abstract class StreamJoinOperator<TKey, TThis, TOther, TLeft, TRight, TResult> : Operator<TKey, TThis>
    where TKey : notnull
{
    private readonly OperatorSite<TKey, TResult> _site;
    private readonly StreamJoinRule<TKey, TLeft, TRight, TResult> _rule;
    private readonly JoinClock<TKey> _clock;
    private readonly IJoinRecords<TKey, TThis> _own;
    private readonly IJoinRecords<TKey, TOther> _other;
    private readonly List<WindowEntry<TOther>> _partners = [];
    private readonly bool _isLeft;
    private readonly bool _keepsOwn;
    private readonly bool _keepsOther;
    private readonly long _before;
    private readonly long _after;
    private readonly long _grace;
    private readonly bool _late;
    private readonly bool _again;

    protected StreamJoinOperator(
        bool isLeft,
        OperatorSite<TKey, TResult> site,
        StreamJoinRule<TKey, TLeft, TRight, TResult> rule,
        JoinClock<TKey> clock,
        IJoinRecords<TKey, TThis> own,
        IJoinRecords<TKey, TOther> other,
        PendingRecords<TKey, TLeft, TRight>? pending)
    {
        var facts = site.Task.Environment.Facts;
        (_site, _rule, _clock, _own, _other, Pending, _isLeft) = (site, rule, clock, own, other, pending, isLeft);
        (_keepsOwn, _keepsOther) = isLeft ? (rule.Kind.KeepsLeft, rule.Kind.KeepsRight) : (rule.Kind.KeepsRight, rule.Kind.KeepsLeft);
        (_before, _after) = isLeft ? (rule.Windows.BeforeMs, rule.Windows.AfterMs) : (rule.Windows.AfterMs, rule.Windows.BeforeMs);
        _grace = rule.Windows.GraceMs;
        _late = facts.HasFlag(KafkaStreamsFacts.LateUnmatchedResults) && !rule.Windows.TimePerKey;
        _again = facts.HasFlag(KafkaStreamsFacts.MatchAfterUnmatchedResult) && !rule.Windows.TimePerKey;
    }

    protected PendingRecords<TKey, TLeft, TRight>? Pending { get; }

    public override void Process(in Record<TKey, TThis> record)
    {
        var time = _clock.Advance(record.Key, record.Timestamp);
        if (record.Key is null || record.Value is null)
        {
            if (_keepsOwn && record.Value is not null)
            {
                Send(record, record.Value, default, record.Timestamp);
            }
            else
            {
                _site.Stage.CountDropped();
            }

            return;
        }

        SendUnmatched(record, time);
        if (!SendMatched(record, time) && _keepsOwn)
        {
            if (record.Timestamp + _after + (_again ? 0 : _grace) < time)
            {
                Send(record, record.Value, default, record.Timestamp);
            }
            else
            {
                AddPending(record);
                Pending!.MinTime = Math.Min(Pending.MinTime, record.Timestamp);
            }
        }

        _own.Put(record.Key, record.Value, record.Timestamp, time);
    }

    protected abstract void AddPending(in Record<TKey, TThis> record);

    protected abstract TResult Join(TKey key, in Maybe<TThis> own, in Maybe<TOther> other, Func<TKey, Maybe<TLeft>, Maybe<TRight>, TResult> joiner);

    private bool SendMatched(in Record<TKey, TThis> record, long time)
    {
        _partners.Clear();
        _other.Fetch(record.Key, Math.Max(0, record.Timestamp - _before), Math.Max(0, record.Timestamp + _after), _partners);
        var found = false;
        foreach (var partner in _partners)
        {
            // Seen from the partner, the time after it is this side's time before.
            if (_keepsOther && !_again && partner.Start + _before + _grace < time)
            {
                continue;
            }

            found = true;
            Pending?.Remove(!_isLeft, record.Key, partner.Start);
            Send(record, record.Value, new Maybe<TOther>(partner.Value, Exists: true), Math.Max(record.Timestamp, partner.Start));
        }

        return found;
    }

    /// <summary>Emits the records whose window and grace are over and that have found no partner.</summary>
    private void SendUnmatched(in Record<TKey, TThis> record, long time)
    {
        if (Pending is null)
        {
            return;
        }

        if (!_late)
        {
            TakeUnmatched(record, time, headers: null);
            return;
        }

        // Kafka Streams looks only if it expects something, and tells by the last record that it looks at when that will be.
        if (record.Timestamp == time && (Pending.MinTime == long.MaxValue || Pending.MinTime + _after + _grace < time))
        {
            var last = Pending.LastTimestamp();
            TakeUnmatched(record, time, record.Headers);
            Pending.MinTime = Pending.Behind() ?? last;
        }
    }

    private void TakeUnmatched(in Record<TKey, TThis> record, long time, Headers? headers)
    {
        while (Pending!.TakeOver(record.Key, time) is { } unmatched)
        {
            foreach (var left in unmatched.Lefts)
            {
                Send(unmatched, new Maybe<TLeft>(left, Exists: true), default, headers);
            }

            foreach (var right in unmatched.Rights)
            {
                Send(unmatched, default, new Maybe<TRight>(right, Exists: true), headers);
            }
        }
    }

    private void Send(PendingRecord<TKey, TLeft, TRight> unmatched, in Maybe<TLeft> left, in Maybe<TRight> right, Headers? headers)
    {
        TResult result;
        try
        {
            result = _rule.Joiner(unmatched.Key, left, right);
        }
        catch (Exception e)
        {
            _site.Stage.Failed(new Record<TKey, object?>(unmatched.Key, left.Exists ? left.Value : right.Value, unmatched.Timestamp, headers), e);
            return;
        }

        _site.Next.Process(new Record<TKey, TResult>(unmatched.Key, result, unmatched.Timestamp, headers));
    }

    private void Send(in Record<TKey, TThis> record, TThis value, in Maybe<TOther> other, long timestamp)
    {
        TResult result;
        try
        {
            result = Join(record.Key, new Maybe<TThis>(value, Exists: true), other, _rule.Joiner);
        }
        catch (Exception e)
        {
            _site.Stage.Failed(record, e);
            return;
        }

        _site.Next.Process(new Record<TKey, TResult>(record.Key, result, timestamp, record.Headers));
    }
}

/// <summary>The left side.</summary>
internal sealed class LeftSideOperator<TKey, TLeft, TRight, TResult>(
    OperatorSite<TKey, TResult> site,
    StreamJoinRule<TKey, TLeft, TRight, TResult> rule,
    JoinClock<TKey> clock,
    IJoinRecords<TKey, TLeft> own,
    IJoinRecords<TKey, TRight> other,
    PendingRecords<TKey, TLeft, TRight>? pending)
    : StreamJoinOperator<TKey, TLeft, TRight, TLeft, TRight, TResult>(isLeft: true, site, rule, clock, own, other, pending)
    where TKey : notnull
{
    protected override void AddPending(in Record<TKey, TLeft> record) => Pending!.AddLeft(record.Key, record.Timestamp, record.Value);

    protected override TResult Join(TKey key, in Maybe<TLeft> own, in Maybe<TRight> other, Func<TKey, Maybe<TLeft>, Maybe<TRight>, TResult> joiner) =>
        joiner(key, own, other);
}

/// <summary>The right side.</summary>
internal sealed class RightSideOperator<TKey, TLeft, TRight, TResult>(
    OperatorSite<TKey, TResult> site,
    StreamJoinRule<TKey, TLeft, TRight, TResult> rule,
    JoinClock<TKey> clock,
    IJoinRecords<TKey, TRight> own,
    IJoinRecords<TKey, TLeft> other,
    PendingRecords<TKey, TLeft, TRight>? pending)
    : StreamJoinOperator<TKey, TRight, TLeft, TLeft, TRight, TResult>(isLeft: false, site, rule, clock, own, other, pending)
    where TKey : notnull
{
    protected override void AddPending(in Record<TKey, TRight> record) => Pending!.AddRight(record.Key, record.Timestamp, record.Value);

    protected override TResult Join(TKey key, in Maybe<TRight> own, in Maybe<TLeft> other, Func<TKey, Maybe<TLeft>, Maybe<TRight>, TResult> joiner) =>
        joiner(key, other, own);
}
