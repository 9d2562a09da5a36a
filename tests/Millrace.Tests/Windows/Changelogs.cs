using Millrace.Execution;
using Millrace.State;
using Millrace.Testing;

namespace Millrace.Tests.Windows;

/// <summary>Rebuilds state from nothing but what a driver wrote to its changelogs, as a worker does that has lost its disk.</summary>
internal static class Changelogs
{
    public static IStateBackendProvider Restore(TopologyTestDriver driver)
    {
        var provider = new InMemoryStateBackendProvider();
        foreach (var part in driver.Graph.SubTopologies)
        {
            var id = new TaskId(part.Index, 0);
            var backend = provider.Open(id, part.Stores);
            using var task = driver.Graph.OpenTask(id, new TaskEnvironment { Collector = new NoCollector(), Backend = backend });
            for (var i = 0; i < task.StoreCount; i++)
            {
                using var batch = backend.CreateBatch();
                foreach (var record in driver.Records(task.Store(i).ChangelogTopic))
                {
                    using var cursor = new ChangelogRecord(record);
                    task.Store(i).Restore(cursor, batch);
                }

                task.Store(i).Restored(batch);
                batch.Apply();
            }
        }

        return provider;
    }

    private sealed class ChangelogRecord(TestRecord record) : RecordCursor
    {
        public override long Offset => 0;

        public override long Timestamp => record.Timestamp ?? 0;

        public override bool HasKey => record.Key is not null;

        public override ReadOnlySpan<byte> Key => record.Key;

        public override bool HasValue => record.Value is not null;

        public override ReadOnlySpan<byte> Value => record.Value;

        public override Headers? Headers => record.Headers;

        public override bool MoveNext() => false;
    }

    private sealed class NoCollector : IRecordCollector
    {
        public ITopicWriter Open(string topic) => throw new InvalidOperationException("A restoration sends nothing.");
    }
}
