using System.Text;
using Millrace.Graph.Comparison;

namespace Millrace.Graph;

/// <summary>
/// What becomes of an application's state and internal topics when one graph takes another's place under the same
/// broker and folders. What operators do with a record (their lambdas) is not part of a description, so nothing is said of it.
/// </summary>
/// <param name="Differences">The differences, the gravest first.</param>
public sealed record TopologyDiff(IReadOnlyList<TopologyDifference> Differences)
{
    /// <summary>The gravest effect; <see cref="DifferenceEffect.Compatible"/> if there is no difference.</summary>
    public DifferenceEffect Effect => Differences.Count == 0 ? DifferenceEffect.Compatible : Differences[0].Effect;

    /// <summary>
    /// Whether the new graph must not be started over the old one's state: the application has to be reset first (its
    /// internal topics deleted and its inputs read again), or be given another id.
    /// </summary>
    public bool NeedsReset => Effect >= DifferenceEffect.Reinterprets;

    /// <summary>Compares two descriptions.</summary>
    public static TopologyDiff Compare(TopologyDescription old, TopologyDescription @new)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        var differences = new List<TopologyDifference>();
        if (!string.Equals(old.ApplicationId, @new.ApplicationId, StringComparison.Ordinal))
        {
            // Another id is another application: nothing of the first is touched, so that nothing else is worth saying.
            differences.Add(new(
                DifferenceEffect.Orphans,
                $"application {old.ApplicationId}",
                $"its id is {@new.ApplicationId} now: everything begins anew, and the offsets, stores and internal topics of {old.ApplicationId} stay behind"));
            return new TopologyDiff(differences);
        }

        StoreComparison.Compare(old, @new, differences);
        TopicComparison.Compare(old, @new, differences);
        return new TopologyDiff([.. differences.OrderByDescending(d => d.Effect)]);
    }

    /// <summary>A line a difference, and one that sums up.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var difference in Differences)
        {
            text.Append(difference).Append('\n');
        }

        return text.Append(Effect switch
        {
            DifferenceEffect.Compatible when Differences.Count == 0 => "No difference in state or topics.",
            DifferenceEffect.Compatible => "Compatible: the new topology goes on where the old one left off.",
            DifferenceEffect.Orphans => "Compatible, but something is left behind that nothing uses any more.",
            _ => "Needs a reset: delete the application's internal topics and state and read its inputs again, or give it another id.",
        }).Append('\n').ToString();
    }
}

/// <summary>One difference between two graphs.</summary>
/// <param name="Effect">What it does to state and records.</param>
/// <param name="Subject">What differs, for example <c>store totals</c>.</param>
/// <param name="What">How, and what follows.</param>
public sealed record TopologyDifference(DifferenceEffect Effect, string Subject, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Effect.ToString().ToLowerInvariant(),-12} {Subject}: {What}";
}

/// <summary>What a difference does, from harmless to grave.</summary>
public enum DifferenceEffect
{
    /// <summary>Nothing that was kept is lost or read differently.</summary>
    Compatible,

    /// <summary>A store, or records in an internal topic, stay behind and nothing uses them.</summary>
    Orphans,

    /// <summary>What was kept would be read as something else.</summary>
    Reinterprets,

    /// <summary>The new graph cannot go on with what is there, or would silently begin with empty state.</summary>
    NeedsReset,
}
