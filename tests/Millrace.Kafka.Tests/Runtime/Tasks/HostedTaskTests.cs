using System.Buffers;
using System.Text;
using Millrace.Kafka.Runtime;
using Millrace.Kafka.Tests.Runtime.Support;
using Millrace.State;

namespace Millrace.Kafka.Tests.Runtime.Tasks;

public sealed class HostedTaskTests : IDisposable
{
    private readonly WakeUp _wakeUp = new();
    private readonly FakeCollector _collector = new();
    private readonly FakeQueue _a = new(new TopicPartition("a", 0));
    private readonly FakeQueue _b = new(new TopicPartition("b", 0));

    [Fact]
    public void The_record_with_the_lowest_timestamp_of_all_inputs_goes_first()
    {
        _a.Add(0, "k", "a1", 1).Add(1, "k", "a4", 4).Add(2, "k", "a5", 5);
        _b.Add(0, "k", "b2", 2).Add(1, "k", "b3", 3).Add(2, "k", "b6", 6);
        var task = Open();

        Drain(task);

        Assert.Equal(["a1", "b2", "b3", "a4", "a5", "b6"], _collector.Sent);
    }

    [Fact]
    public void A_record_that_cannot_be_read_yet_parks_its_partition_and_no_other()
    {
        _a.Add(0, "k", "a1", 1).Add(1, "k", "pending", 2).Add(2, "k", "a3", 3);
        _b.Add(0, "k", "b1", 10).Add(1, "k", "b2", 11);
        var serde = new PendingSerde();
        var task = Open(serde);

        Drain(task);
        Assert.Equal(["a1", "b1", "b2"], _collector.Sent);
        Assert.True(task.Status(0).Inputs[0].Parked);
        Assert.Equal(1, task.Inputs[0].Position);
        Assert.False(_wakeUp.Wait(TimeSpan.Zero), "nobody is woken yet");

        serde.Ready.SetResult();
        Assert.True(_wakeUp.Wait(TimeSpan.FromSeconds(10)), "the thread is woken");
        Drain(task);
        Assert.Equal(["a1", "b1", "b2", "pending", "a3"], _collector.Sent);
        Assert.False(task.Status(0).Inputs[0].Parked);
    }

    [Fact]
    public void A_backlog_lasts_until_every_record_of_every_partition_was_processed()
    {
        _a.Add(0, "k", "a1", 1).Add(1, "k", "pending", 2);
        _b.Add(0, "k", "b1", 10);
        var serde = new PendingSerde();
        var task = Open(serde);
        Assert.True(task.Inputs[0].HasBacklog, "nothing was read yet");

        Drain(task);
        Assert.True(task.Inputs[0].HasBacklog, "a record is parked");
        Assert.False(task.Inputs[1].HasBacklog);

        serde.Ready.SetResult();
        Drain(task);
        Assert.False(task.Inputs[0].HasBacklog);
        _a.Add(2, "k", "a3", 3);
        Assert.True(task.Inputs[0].HasBacklog, "a record was fetched");
    }

    [Fact]
    public void A_commit_says_how_far_each_partition_was_processed_not_how_far_it_was_taken()
    {
        _a.Add(5, "k", "a1", 1).Add(6, "k", "pending", 2).Add(7, "k", "a3", 3);
        var task = Open(new PendingSerde());
        Drain(task);

        Assert.Equal([new PartitionOffset(new TopicPartition("a", 0), 6)], Commit(task));
        Assert.Empty(Commit(task));
    }

    [Fact]
    public void Transaction_markers_behind_the_last_record_are_committed_with_it()
    {
        _a.Add(5, "k", "a1", 1);
        var task = Open();
        Drain(task);
        _a.Position = 7;
        Drain(task);

        Assert.Equal([new PartitionOffset(new TopicPartition("a", 0), 7)], Commit(task));
    }

    [Fact]
    public void After_a_rollback_what_was_not_committed_comes_again()
    {
        _a.Add(0, "k", "a0", 1);
        var task = Open();
        Drain(task);
        Commit(task);
        _a.Add(1, "k", "a1", 2).Add(2, "k", "a2", 3);
        Drain(task);

        task.Rollback(rewind: true);

        Assert.Equal([1], _a.Seeks);
        Assert.Equal(1, task.Inputs[0].Position);
        Assert.Empty(_b.Seeks);
        _collector.Sent.Clear();
        Drain(task);
        Assert.Equal(["a1", "a2"], _collector.Sent);
    }

    [Fact]
    public void A_rollback_takes_stream_time_back_so_that_what_comes_again_is_not_late()
    {
        _a.Add(0, "k", "a0", 1);
        var task = Open(Inline.Graph("app", s =>
        {
            s.Stream<string, string>("a").Process("time", () => new StreamTimeTeller()).To("out");
        }), _a);
        Drain(task);
        Commit(task);
        _a.Add(1, "k", "a1", 50).Add(2, "k", "a2", 100);
        Drain(task);

        task.Rollback(rewind: true);
        Drain(task);

        Assert.Equal(["1", "50", "100", "50", "100"], _collector.Sent);
    }

    [Fact]
    public void An_old_position_of_the_queue_is_not_believed_after_a_rollback()
    {
        _a.Add(0, "k", "a0", 1).Add(1, "k", "a1", 2);
        var task = Open();
        Drain(task);
        task.Rollback(rewind: true);
        _a.Seek(100); // The fetch from the old place has not answered yet.

        Drain(task);

        Assert.Equal(0, task.Inputs[0].Position);
        Assert.Empty(Commit(task));
    }

    [Fact]
    public void A_suspended_task_touches_no_queue_and_resumes_with_new_ones()
    {
        _a.Add(0, "k", "a0", 1).Add(1, "k", "a1", 2);
        var task = Open();
        Drain(task);
        task.Suspend();
        Assert.Null(_a.WokenBy);
        _a.Add(2, "k", "never", 3);
        Assert.False(task.Step(long.MaxValue));

        var again = new FakeQueue(new TopicPartition("a", 0)).Add(2, "k", "a2", 3);
        task.Resume([again, new FakeQueue(new TopicPartition("b", 0))]);
        Drain(task);

        Assert.Equal(["a0", "a1", "a2"], _collector.Sent);
        Assert.Equal([new PartitionOffset(new TopicPartition("a", 0), 3)], Commit(task));
    }

    [Fact]
    public void A_call_outside_of_the_task_holds_up_neither_its_thread_nor_other_records_and_wakes_it_when_it_is_over()
    {
        _a.Add(0, "slow", "a0", 1).Add(1, "quick", "a1", 2);
        var call = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = OpenCalling((key, value) => key == "slow" ? call.Task : Task.FromResult(value));
        DrainUntil(task, () => _collector.Sent.Count == 1);
        Assert.Equal(["a1"], _collector.Sent);

        _wakeUp.Reset();
        call.SetResult("done");

        Assert.True(_wakeUp.Wait(TimeSpan.FromSeconds(10)), "the thread is woken");
        Drain(task);
        Assert.Equal(["a1", "done"], _collector.Sent);
    }

    [Fact]
    public void A_commit_waits_for_what_was_parked_before_it_and_the_task_reads_no_more_meanwhile()
    {
        _a.Add(0, "k", "a0", 1);
        var call = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = OpenCalling((_, _) => call.Task);
        Drain(task);
        Assert.False(task.Drain());
        _a.Add(1, "k", "a1", 2);
        Drain(task);
        Assert.Equal(1, task.Inputs[0].Position);

        _wakeUp.Reset();
        call.SetResult("done");
        Assert.True(_wakeUp.Wait(TimeSpan.FromSeconds(10)), "the thread is woken");

        Assert.True(task.Drain());
        Assert.Equal([new PartitionOffset(new TopicPartition("a", 0), 1)], Commit(task));
        Assert.Equal(["done"], _collector.Sent);
        Drain(task);
        Assert.Equal(2, task.Inputs[0].Position);
    }

    [Fact]
    public void A_rollback_abandons_calls_and_their_records_come_again()
    {
        _a.Add(0, "k", "a0", 1);
        var calls = new List<TaskCompletionSource<string>>();
        var task = OpenCalling((_, _) =>
        {
            lock (calls)
            {
                calls.Add(new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
                return calls[^1].Task;
            }
        });
        DrainUntil(task, () => Count() == 1);

        task.Rollback(rewind: true);
        DrainUntil(task, () => Count() == 2);
        calls[0].SetResult("abandoned");
        calls[1].SetResult("again");
        DrainUntil(task, task.Drain);

        Assert.Equal(["again"], _collector.Sent);

        int Count()
        {
            lock (calls)
                return calls.Count;
        }
    }

    [Fact]
    public void A_task_with_as_many_parked_records_as_it_may_have_reads_no_more()
    {
        for (var i = 0; i < 10; i++)
            _a.Add(i, $"k{i}", $"a{i}", i);
        var call = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = OpenCalling((_, value) => call.Task.ContinueWith(_ => value, TaskScheduler.Default), new AsyncOptions { Concurrency = 2, Capacity = 3 });

        Drain(task);
        Assert.Equal(3, task.Inputs[0].Position);
        call.SetResult("");
        DrainUntil(task, () => _collector.Sent.Count == 10);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"a{i}"), _collector.Sent.Order(StringComparer.Ordinal));
    }

    public void Dispose() => _wakeUp.Dispose();

    private HostedTask OpenCalling(Func<string, string, Task<string>> call, AsyncOptions? options = null) =>
        Open(Inline.Graph("app", s => s.Stream<string, string>("a").MapValuesAsync("call", (k, v, _) => call(k, v), options).To("out")), _a);

    /// <summary>Does as the task's thread does: works, and waits to be woken when there is nothing to do.</summary>
    private void DrainUntil(HostedTask task, Func<bool> condition)
    {
        while (true)
        {
            _wakeUp.Reset();
            Drain(task);
            if (condition())
                return;
            _wakeUp.Wait(TimeSpan.FromMilliseconds(10));
        }
    }

    private static List<PartitionOffset> Commit(HostedTask task)
    {
        var offsets = new List<PartitionOffset>();
        task.PrepareCommit(offsets);
        task.CompleteCommit();
        return offsets;
    }

    private static void Drain(HostedTask task)
    {
        while (task.Step(long.MaxValue))
        {
            // Until nothing is left.
        }
    }

    private HostedTask Open(Serde<string>? values = null)
    {
        var consumed = new Consumed<string, string> { ValueSerde = values ?? Serdes.String };
        return Open(Inline.Graph("app", s => s.Stream("a", consumed).Merge(s.Stream("b", consumed)).To("out")), _a, _b);
    }

    private HostedTask Open(TopologyGraph graph, params FakeQueue[] queues)
    {
        var task = new HostedTask(
            new TaskHost
            {
                Graph = graph,
                State = new InMemoryStateBackendProvider(),
                Clock = TimeProvider.System,
                Emit = EmitStrategy.OnCommit,
                BatchSize = 2,
                Collector = _collector,
                Changelogs = new ChangelogReaders(null!),
                WakeUp = _wakeUp,
                Delivered = static _ => null,
                Restored = static (_, _) => { },
                ForeignState = static (_, _) => { },
            },
            new TaskId(0, 0));
        task.Open(queues);
        return task;
    }

    /// <summary>Sends on the stream time that it sees.</summary>
    private sealed class StreamTimeTeller : Processor<string, string, string, string>
    {
        public override void Process(in Record<string, string> record) => Context.Forward(record.WithValue($"{Context.StreamTime}"));
    }

    /// <summary>Text, of which "pending" cannot be read before <see cref="Ready"/> is complete.</summary>
    private sealed class PendingSerde : Serde<string>
    {
        public TaskCompletionSource Ready { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Serialize(string value, IBufferWriter<byte> output, in SerdeContext context) => Encoding.UTF8.GetBytes(value, output);

        public override string Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
        {
            var text = Encoding.UTF8.GetString(data);
            return text == "pending" && !Ready.Task.IsCompleted ? throw new SerdePendingException("not yet", Ready.Task) : text;
        }
    }
}
