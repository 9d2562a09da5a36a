namespace Millrace.Graph.Comparison;

/// <summary>Compares topics; changelogs are compared with their stores.</summary>
internal static class TopicComparison
{
    public static void Compare(TopologyDescription old, TopologyDescription @new, List<TopologyDifference> differences)
    {
        var before = old.Topics.Where(t => t.Role != TopicRole.Changelog).ToDictionary(t => t.Name, StringComparer.Ordinal);
        var after = @new.Topics.Where(t => t.Role != TopicRole.Changelog).ToDictionary(t => t.Name, StringComparer.Ordinal);
        var keepsState = old.SubTopologies
            .Where(s => s.Operators.Any(o => o.Stores.Count > 0))
            .SelectMany(s => s.Operators.Where(o => o.Inputs.Count == 0))
            .SelectMany(o => o.Topics)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (name, topic) in before)
        {
            if (after.TryGetValue(name, out var same))
            {
                Compare(topic, same, keepsState.Contains(name), differences);
            }
            else
            {
                differences.Add(Gone(topic));
            }
        }

        foreach (var topic in after.Values.Where(t => !before.ContainsKey(t.Name)))
        {
            differences.Add(new(DifferenceEffect.Compatible, Subject(topic), topic.Role == TopicRole.Repartition ? "it is new and is created" : "it is new"));
        }
    }

    private static TopologyDifference Gone(TopicDescription topic) => topic.Role == TopicRole.Repartition
        ? new(DifferenceEffect.Orphans, Subject(topic), "it is gone: records in it that have not been read stay unread; stop the old application when it has caught up")
        : new(DifferenceEffect.Compatible, Subject(topic), "it is not used any more");

    private static void Compare(TopicDescription old, TopicDescription @new, bool keepsState, List<TopologyDifference> differences)
    {
        var subject = Subject(@new);
        if (old.Role != @new.Role)
        {
            differences.Add(new(DifferenceEffect.Compatible, subject, $"it was {Role(old)} and is {Role(@new)}"));
        }

        // An input that nothing was said of may well have the partitions that are stated now.
        if (old.Partitions != @new.Partitions && (old.Role == TopicRole.Repartition || (keepsState && old.Partitions is not null && @new.Partitions is not null)))
        {
            differences.Add(new(
                DifferenceEffect.NeedsReset,
                subject,
                $"it had {Partitions(old)} and has {Partitions(@new)}: its keys come in other partitions than what is kept of them lies in"));
        }

        Format("keys", old.KeyFormat, @new.KeyFormat);
        Format("values", old.ValueFormat, @new.ValueFormat);

        void Format(string what, string? before, string? after)
        {
            if (before is null || after is null || before == after)
            {
                return;
            }

            differences.Add(old.Role == TopicRole.Repartition
                ? new(DifferenceEffect.Reinterprets, subject, $"its {what} were written as {before} and would be read as {after}")
                : new(DifferenceEffect.Compatible, subject, $"its {what} were {before} and are {after}; whether those who share it can follow is not known here"));
        }
    }

    private static string Partitions(TopicDescription topic) =>
        topic.Partitions is { } count ? $"{count} partitions" : "as many partitions as its writer's inputs";

    private static string Role(TopicDescription topic) => topic.Role.ToString().ToLowerInvariant();

    private static string Subject(TopicDescription topic) => $"{(topic.Role == TopicRole.DeadLetter ? "dead-letter" : Role(topic))} topic {topic.Name}";
}
