namespace Millrace.Graph.Comparison;

/// <summary>Compares stores by their names, which are their identity.</summary>
internal static class StoreComparison
{
    public static void Compare(TopologyDescription old, TopologyDescription @new, List<TopologyDifference> differences)
    {
        var before = PlacedStore.Of(old);
        var after = PlacedStore.Of(@new);
        var added = after.Values.Where(s => !before.ContainsKey(s.Store.Name)).ToList();
        foreach (var (name, store) in before)
        {
            if (after.TryGetValue(name, out var same))
            {
                Compare(store, same, differences);
            }
            else if (added.FirstOrDefault(a => IsSameUnderAnotherName(store, a)) is { } renamed)
            {
                added.Remove(renamed);
                differences.Add(new(
                    DifferenceEffect.NeedsReset,
                    $"store {name}",
                    $"it looks renamed to {renamed.Store.Name}, which would begin empty while {store.Store.Changelog} stays behind; keep the name to keep the state"));
            }
            else
            {
                differences.Add(new(DifferenceEffect.Orphans, $"store {name}", $"it is gone; {store.Store.Changelog} and the local state stay behind"));
            }
        }

        foreach (var store in added)
        {
            differences.Add(new(DifferenceEffect.Compatible, $"store {store.Store.Name}", "it is new and begins empty, with the next records"));
        }
    }

    private static bool IsSameUnderAnotherName(PlacedStore a, PlacedStore b) =>
        a.Store.Kind == b.Store.Kind
        && a.Store.KeyFormat == b.Store.KeyFormat
        && a.Store.ValueFormat == b.Store.ValueFormat
        && a.Owner.Kind == b.Owner.Kind
        && a.Owner.Topology == b.Owner.Topology
        && a.Store.Facts.SequenceEqual(b.Store.Facts);

    private static void Compare(PlacedStore old, PlacedStore @new, List<TopologyDifference> differences)
    {
        var subject = $"store {old.Store.Name}";
        if (old.Store.Kind != @new.Store.Kind)
        {
            Add(DifferenceEffect.NeedsReset, $"it was a {old.Store.Kind} store and is a {@new.Store.Kind} store, whose entries are written differently");
            return;
        }

        CompareFormat("keys", old.Store.KeyFormat, @new.Store.KeyFormat);
        CompareFormat("values", old.Store.ValueFormat, @new.Store.ValueFormat);
        FactComparison.Compare(subject, old.Store.Facts, @new.Store.Facts, differences);
        if (old.Store.Changelog != @new.Store.Changelog)
        {
            Add(DifferenceEffect.Orphans, $"its changelog was {old.Store.Changelog} and is {@new.Store.Changelog}; the old one stays behind");
        }

        if (old.Owner.Kind != @new.Owner.Kind)
        {
            Add(DifferenceEffect.Reinterprets, $"it was kept by {old.Owner.Kind} and is kept by {@new.Owner.Kind}, to which its entries may mean something else");
        }

        CompareFeeds(old, @new, Add);
        if (old.SubTopology != @new.SubTopology)
        {
            Add(DifferenceEffect.Compatible, $"it moves from sub-topology {old.SubTopology} to {@new.SubTopology}: workers restore it from its changelog");
        }

        void Add(DifferenceEffect effect, string what) => differences.Add(new(effect, subject, what));

        void CompareFormat(string what, string? before, string? after)
        {
            if (before is not null && after is not null && before != after)
            {
                Add(DifferenceEffect.Reinterprets, $"its {what} were written as {before} and would be read as {after}");
            }
        }
    }

    /// <summary>An entry lies in the partition of the record that made it: fed by other topics, keys may come in other partitions.</summary>
    private static void CompareFeeds(PlacedStore old, PlacedStore @new, Action<DifferenceEffect, string> add)
    {
        var before = old.Feeds.Select(f => f.Name).Order(StringComparer.Ordinal).ToList();
        var after = @new.Feeds.Select(f => f.Name).Order(StringComparer.Ordinal).ToList();
        if (before.Intersect(after, StringComparer.Ordinal).Any() || before.SequenceEqual(after, StringComparer.Ordinal))
        {
            return;
        }

        var (from, to) = (string.Join(", ", before), string.Join(", ", after));
        var renamedRepartition = old.Feeds.All(IsRepartition) && @new.Feeds.All(IsRepartition)
            && old.Feeds.Select(f => f.Partitions).Distinct().SequenceEqual(@new.Feeds.Select(f => f.Partitions).Distinct());
        if (renamedRepartition)
        {
            add(DifferenceEffect.Compatible, $"it was fed by {from} and is fed by {to}, which has as many partitions");
        }
        else
        {
            add(DifferenceEffect.Reinterprets, $"it was fed by {from} and is fed by {to}: its keys may come in other partitions than their entries lie in");
        }

        static bool IsRepartition(TopicDescription topic) => topic.Role == TopicRole.Repartition;
    }
}
