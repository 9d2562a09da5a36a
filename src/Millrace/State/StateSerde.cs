using System.Buffers;

namespace Millrace.State;

/// <summary>
/// The serde of a store. What is read from a store has no record of its own that could wait or become a dead letter: it
/// belongs to whichever record asked for it. So reading waits where the serde must (a newer worker wrote with a schema
/// that this one has not met), and bytes that cannot be read end the task, not the record.
/// </summary>
internal sealed class StateSerde<T>(Serde<T> inner) : Serde<T>
{
    /// <summary>Longer than a registry's restart; a worker that still cannot read its state is better ended and started anew.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public override string Format => inner.Format;

    internal override bool ReadsNull => inner.ReadsNull;

    internal override int? FixedSize => inner.FixedSize;

    public override ValueTask PrepareAsync(SerdeContext context, SerdeUse use, CancellationToken cancellation) =>
        inner.PrepareAsync(context, use, cancellation);

    public override void Serialize(T value, IBufferWriter<byte> output, in SerdeContext context) => inner.Serialize(value, output, context);

    public override T Deserialize(ReadOnlySpan<byte> data, in SerdeContext context)
    {
        try
        {
            return inner.Deserialize(data, context);
        }
        catch (SerdePendingException pending)
        {
            return Wait(data, context, pending);
        }
        catch (SerdeException e)
        {
            throw Unreadable(context, e);
        }
    }

    private T Wait(ReadOnlySpan<byte> data, in SerdeContext context, SerdePendingException pending)
    {
        var end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (end - Environment.TickCount64 is var left and > 0 && pending.Ready.Wait((int)left))
        {
            try
            {
                return inner.Deserialize(data, context);
            }
            catch (SerdePendingException again)
            {
                pending = again;
                Thread.Sleep(Pause);
            }
            catch (SerdeException e)
            {
                throw Unreadable(context, e);
            }
        }

        throw Unreadable(context, pending);
    }

    private static StateException Unreadable(in SerdeContext context, Exception cause) =>
        new($"a {(context.IsKey ? "key" : "value")} of the store behind {context.Topic} cannot be read: {cause.Message}", cause);
}
