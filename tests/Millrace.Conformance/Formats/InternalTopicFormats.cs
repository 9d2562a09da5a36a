using Millrace.Conformance.Ports;
using Millrace.Conformance.Ports.Formats;
using Millrace.Conformance.Running;
using Millrace.Conformance.Vectors;

namespace Millrace.Conformance.Formats;

/// <summary>What goes to changelogs and other internal topics is what Kafka Streams writes, byte for byte.</summary>
public sealed class InternalTopicFormats
{
    public static TheoryData<string> Entries => [.. FormatEntry.All.Select(e => e.Name).DefaultIfEmpty("")];

    [Theory, MemberData(nameof(Entries))]
    public void Is_written_as_kafka_streams_does(string name)
    {
        Assert.SkipWhen(VectorFolder.Formats is null, VectorFolder.Absent);
        var entry = FormatEntry.All.Single(e => e.Name == name);
        if (!FormatPorts.All.TryGetValue(name, out var port))
        {
            Assert.Fail($"No port: format {name} has no topology in tests/Millrace.Conformance/Ports/Formats.\n{entry.Topology}");
            return;
        }

        using var driver = new TopologyTestDriver(
            new PortedTopology(port), port.Configure(DriverSettings.Uncached(Backend.InMemory.CachedEntries, new State.InMemoryStateBackendProvider())));
        var topics = entry.Steps
            .SelectMany(s => s.Produced)
            .Select(r => r.Topic)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(t => port.Topics.GetValueOrDefault(t, t), StringComparer.Ordinal);
        var seen = 0;
        for (var i = 0; i < entry.Steps.Count; i++)
        {
            var step = entry.Steps[i];
            driver.Pipe(step.Pipe.Topic, TypeCodec.Encode(step.Pipe.Key, "string"), TypeCodec.Encode(step.Pipe.Value, "string"), step.Pipe.Timestamp, step.Pipe.ToHeaders());
            var actual = driver.AllRecords.Skip(seen)
                .Where(r => topics.ContainsKey(r.Topic) || r.Topic.StartsWith("app-", StringComparison.Ordinal))
                .Select(r => FormatRecord.Of(topics.GetValueOrDefault(r.Topic, r.Topic), r))
                .ToList();
            seen = driver.AllRecords.Count;
            Compare(entry, i, step.Produced, actual, port.AnyOrder is not null);
        }
    }

    private static void Compare(FormatEntry entry, int step, IReadOnlyList<FormatRecord> expected, IReadOnlyList<FormatRecord> actual, bool anyOrder)
    {
        foreach (var topic in expected.Concat(actual).Select(r => r.Topic).Distinct(StringComparer.Ordinal))
        {
            string[] recorded = [.. expected.Where(r => r.Topic == topic).Select(r => r.Text)];
            string[] came = [.. actual.Where(r => r.Topic == topic).Select(r => r.Text)];
            if (Difference.Between(recorded, came, anyOrder) is { } difference)
            {
                Assert.Fail($"{entry.Name}, step {step + 1}, topic {topic} (- recorded, + here)\n{difference}\n{entry.Layout}\nTopology:\n{entry.Topology}");
            }
        }
    }
}
