using System.Buffers;
using Millrace.State;

namespace Millrace.Tests.State;

/// <summary>What a store holds belongs to no record: reading it waits, and what cannot be read ends the task.</summary>
public sealed class StateSerdeTests
{
    private static readonly SerdeContext Place = new("app-counts-changelog", IsKey: false);

    [Fact]
    public async Task A_value_that_cannot_be_read_yet_is_waited_for()
    {
        var ready = new TaskCompletionSource();
        var inner = new PendingSerde(ready.Task);
        var reading = Task.Run(() => new StateSerde<long>(inner).Deserialize(new byte[8], Place));

        inner.Asked.Wait(TestContext.Current.CancellationToken);
        Assert.False(reading.IsCompleted);
        ready.SetResult();

        Assert.Equal(0, await reading);
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_the_stores_failure_and_not_the_records()
    {
        var error = Assert.Throws<StateException>(() => { new StateSerde<long>(Serdes.Int64).Deserialize([1, 2], Place); });

        Assert.Contains("app-counts-changelog", error.Message, StringComparison.Ordinal);
        Assert.IsType<SerdeException>(error.InnerException);
    }

    [Fact]
    public void A_stores_values_look_like_those_of_its_serde()
    {
        var serde = new StateSerde<long>(Serdes.Int64);
        var bytes = new ArrayBufferWriter<byte>();

        serde.Serialize(7, bytes, Place);

        Assert.Equal(7, Serdes.Int64.Deserialize(bytes.WrittenSpan, Place));
        Assert.Equal(Serdes.Int64.Format, serde.Format);
    }

    private sealed class PendingSerde(Task ready) : Serde<long>
    {
        public ManualResetEventSlim Asked { get; } = new();

        public override void Serialize(long value, IBufferWriter<byte> output, in SerdeContext context) => throw new NotSupportedException();

        public override long Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
        {
            Asked.Set();
            return ready.IsCompleted ? 0 : throw new SerdePendingException("not yet", ready);
        }
    }
}
