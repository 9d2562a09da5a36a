using Millrace.Hosting;

namespace Millrace.Hvac;

/// <summary>
/// The topic <c>hvac.readings</c>, as every topology of a worker reads it: decoded once, checked once, by the device's
/// own time. The topologies of one worker share one instance.
/// </summary>
public sealed class HvacReadings
{
    /// <summary>The topic; its key is the device.</summary>
    public const string Topic = "hvac.readings";

    /// <summary>Where the Hvac worker puts the records that it refuses.</summary>
    public const string DeadLetterTopic = "hvac.readings.dead-letters";

    private readonly Consumed<string, HvacReading> _consumed;

    private HvacReadings(TimeProvider clock, ErrorPolicy errors, ReadingLimits? limits)
    {
        var rules = new ReadingRules(limits ?? new ReadingLimits(), clock);
        _consumed = new Consumed<string, HvacReading>
        {
            Timestamp = static (_, reading, _, _) => reading.Timestamp.ToUnixTimeMilliseconds(),
            InvalidTimestamps = InvalidTimestamps.Accept,
            Validate = rules.Check,
            Errors = errors,
        };
    }

    /// <summary>The readings of a worker that keeps what it refuses in <see cref="DeadLetterTopic"/>.</summary>
    /// <param name="clock">Against which timestamps from the future are noticed; in a simulation the simulated one.</param>
    /// <param name="limits">What is refused; null for the defaults.</param>
    /// <exception cref="MillraceConfigurationException">A limit breaks its rule.</exception>
    public static HvacReadings WithDeadLetters(TimeProvider clock, ReadingLimits? limits = null) =>
        new(clock, ErrorPolicy.DeadLetterTo(DeadLetterTopic), limits);

    /// <summary>
    /// The readings of a worker that counts and leaves out what it refuses, since another worker keeps it.
    /// </summary>
    /// <inheritdoc cref="WithDeadLetters"/>
    public static HvacReadings WithoutDeadLetters(TimeProvider clock, ReadingLimits? limits = null) =>
        new(clock, ErrorPolicy.Skip, limits);

    /// <summary>The readings as a stream, keyed by device.</summary>
    public KStream<string, HvacReading> From(StreamsBuilder streams)
    {
        ArgumentNullException.ThrowIfNull(streams);
        streams.Declare(new TopicSpec(Topic) { Role = TopicRole.Input, Retention = 7.Days() });
        if (_consumed.Errors?.DeadLetterTopic is { } deadLetters)
        {
            // Long enough to find the cause, mend it and replay what came meanwhile.
            streams.Declare(new TopicSpec(deadLetters) { Role = TopicRole.DeadLetter, Retention = 90.Days() });
        }

        return streams.Stream(Topic, _consumed);
    }
}
