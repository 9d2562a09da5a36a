using Millrace.Conformance.Ports;
using Millrace.Conformance.Vectors;

namespace Millrace.Conformance.Running;

/// <summary>Pipes a sequence through a port and stops at the first step that is not as recorded.</summary>
internal sealed class SequenceRunner
{
    private readonly VectorCase _case;
    private readonly VectorSequence _sequence;
    private readonly Port _port;
    private readonly Backend _backend;
    private readonly TopologyTestDriver _driver;
    private readonly Dictionary<string, VectorTopic> _outputs;
    private int _seen;
    private long _dropped;

    private SequenceRunner(VectorCase vector, VectorSequence sequence, Port port, Backend backend, TopologyTestDriver driver)
    {
        _case = vector;
        _sequence = sequence;
        _port = port;
        _backend = backend;
        _driver = driver;
        _outputs = vector.Topics.Values
            .Where(t => t.IsOutput)
            .ToDictionary(t => port.Topics.GetValueOrDefault(t.Name, t.Name), StringComparer.Ordinal);
    }

    public static void Run(VectorCase vector, VectorSequence sequence, Port port, Backend backend)
    {
        using var state = backend.Open();
        using var driver = new TopologyTestDriver(new PortedTopology(port), DriverSettings.Of(vector, port, backend, state.Provider));
        new SequenceRunner(vector, sequence, port, backend, driver).Run();
    }

    private void Run()
    {
        for (var i = 0; i < _sequence.Steps.Count; i++)
        {
            var step = _sequence.Steps[i];
            var failure = Feed(step);
            var problem = Compare(step, failure);
            if (problem.Count > 0)
            {
                Assert.Fail(StepReport.Of(_case, _sequence, _backend, i, problem, failure));
            }

            if (failure is not null)
            {
                return;
            }
        }

        if (FinalStores.Compare(_case, _sequence, _driver) is { Count: > 0 } problems)
        {
            Assert.Fail(StepReport.Of(_case, _sequence, _backend, null, problems, null));
        }
    }

    private Exception? Feed(VectorStep step)
    {
        try
        {
            if (step.Pipe is { } record)
            {
                var topic = _case.Topics[record.Topic];
                _driver.Pipe(
                    record.Topic,
                    TypeCodec.Encode(record.Key, topic.Key),
                    TypeCodec.Encode(record.Value, topic.Value),
                    record.Timestamp,
                    record.ToHeaders());
            }
            else
            {
                _driver.AdvanceWallClock(TimeSpan.FromMilliseconds(step.AdvanceWallClock));
            }

            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private List<string> Compare(VectorStep step, Exception? failure)
    {
        var problems = new List<string>();
        if (step.Fails != failure is not null)
        {
            problems.Add(step.Fails ? "  the task did not fail; it failed in Kafka Streams\n" : $"  the task failed; in Kafka Streams it did not: {failure}\n");
        }

        var actual = Sent().ToLookup(r => r.Topic, r => r.Text, StringComparer.Ordinal);
        var expected = step.Out.Select(ShownRecord.Expected).ToLookup(r => r.Topic, r => r.Text, StringComparer.Ordinal);
        foreach (var topic in expected.Select(g => g.Key).Union(actual.Select(g => g.Key), StringComparer.Ordinal))
        {
            if (Difference.Between([.. expected[topic]], [.. actual[topic]], _port.AnyOrder is not null) is { } difference)
            {
                problems.Add($"  topic {topic}:\n{difference}");
            }
        }

        var dropped = _driver.DroppedRecords + _driver.LateRecords;
        if (!step.Fails && dropped - _dropped != step.Dropped)
        {
            problems.Add($"  dropped {dropped - _dropped}; in Kafka Streams {step.Dropped}\n");
        }

        _dropped = dropped;
        return problems;
    }

    /// <summary>What the step sent to output topics, and to topics of which the case knows nothing; changelogs and the like are left out.</summary>
    private IEnumerable<ShownRecord> Sent()
    {
        for (; _seen < _driver.AllRecords.Count; _seen++)
        {
            var record = _driver.AllRecords[_seen];
            if (_outputs.TryGetValue(record.Topic, out var topic))
            {
                yield return ShownRecord.Actual(topic, record);
            }
            else if (!_case.Topics.ContainsKey(record.Topic) && !record.Topic.StartsWith("app-", StringComparison.Ordinal))
            {
                yield return ShownRecord.Actual(new VectorTopic(record.Topic, "output", "string", "string", 0), record);
            }
        }
    }
}
