using Millrace.Graph;
using Millrace.Joins;

namespace Millrace.Operators;

/// <summary>
/// Lets the records of a stream wait before they are joined, so that the table can catch up. Records that no join would
/// take do not wait, nor do those that are older than the grace when they come.
/// </summary>
internal sealed class GraceJoinOperator<TKey, TLeft, TResult>(
    OperatorSite<TKey, TResult> site, JoinBuffer<TKey, TLeft> buffer, bool keepsUnmatched, Operator<TKey, TLeft> join) : Operator<TKey, TLeft>
{
    public override void Process(in Record<TKey, TLeft> record)
    {
        if (record.Key is null || record.Value is null)
        {
            if (keepsUnmatched && record.Value is not null && site.Task.Environment.Facts.HasFlag(KafkaStreamsFacts.NullKeyFailsJoinWithGrace))
            {
                site.Stage.Failed(record, new InvalidRecordException("a record without a key cannot wait for a join"));
                return;
            }

            join.Process(record);
            return;
        }

        if (!buffer.TryAdd(record, site.Task.Origin))
        {
            join.Process(record);
            return;
        }

        while (buffer.TakeDue() is { } due)
        {
            using (site.Task.GoBackTo(due.Origin, due.Timestamp))
            {
                join.Process(new Record<TKey, TLeft>(due.Key, due.Change.New!, due.Timestamp, due.Headers));
            }
        }
    }
}
