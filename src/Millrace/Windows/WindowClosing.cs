using Millrace.Graph;

namespace Millrace.Windows;

/// <summary>When windows close, for those downstream who wait for it.</summary>
/// <param name="DelayMs">How long after its end a window closes, in milliseconds of event time: its grace, for sessions the gap and the grace.</param>
/// <param name="TimePerKey">Whether they close by their key's own time.</param>
/// <param name="OpenAtLimit">Whether they still take records at that very time, as sessions do.</param>
internal readonly record struct WindowClosing(long DelayMs, bool TimePerKey, bool OpenAtLimit = false)
{
    /// <summary>How long after its end a window is known not to change any more.</summary>
    public long FinalAfterMs => OpenAtLimit ? DelayMs + 1 : DelayMs;

    /// <summary>
    /// When the windows close that a node's records are of: as the aggregates above it say, the last of them where
    /// there are several. Null if there is none.
    /// </summary>
    public static WindowClosing? Of(GraphNode node)
    {
        foreach (var store in node.Stores)
        {
            if (store is IWindowAggregate aggregate)
            {
                return aggregate.Closing;
            }
        }

        WindowClosing? last = null;
        foreach (var parent in node.Parents)
        {
            if (Of(parent) is not { } closing)
            {
                return null;
            }

            last = last is { } known
                ? new WindowClosing(
                    Math.Max(known.DelayMs, closing.DelayMs), known.TimePerKey || closing.TimePerKey, known.OpenAtLimit || closing.OpenAtLimit)
                : closing;
        }

        return last;
    }
}

/// <summary>The definition of a store in which an operator aggregates by window.</summary>
internal interface IWindowAggregate
{
    /// <summary>When its windows close.</summary>
    WindowClosing Closing { get; }
}
