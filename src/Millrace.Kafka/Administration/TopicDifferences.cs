namespace Millrace.Kafka;

/// <summary>Says in what an existing topic is not as specified.</summary>
internal static class TopicDifferences
{
    public static List<string> Between(TopicSpecification wanted, TopicDescription found)
    {
        var differences = new List<string>();
        if (wanted.Partitions is { } partitions && partitions != found.Partitions)
            differences.Add(Partitions(partitions, found.Partitions));
        if (wanted.ReplicationFactor is { } replicas && replicas != found.ReplicationFactor)
            differences.Add($"{found.ReplicationFactor} replicas instead of {replicas}");
        foreach (var (name, value) in wanted.Settings.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            if (!found.Settings.TryGetValue(name, out var actual))
                differences.Add($"{name} is not known instead of {value}");
            else if (actual != value)
                differences.Add($"{name} is {actual} instead of {value}");
        }

        return differences;
    }

    public static string Partitions(int wanted, int found) => $"{found} partitions instead of {wanted}";
}
