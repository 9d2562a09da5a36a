using System.Globalization;

namespace Millrace.SchemaRegistry;

/// <summary>How an <see cref="AvroSerde{T}"/> deals with its registry.</summary>
public sealed record AvroSerdeOptions
{
    /// <summary>
    /// Whether a schema that is not registered yet is registered before the first record is written. False by default:
    /// the schema must be there, so that a deployment does not change a contract in passing.
    /// </summary>
    public bool AutoRegister { get; init; }

    /// <summary>Whether differences of form between schemas are ignored when they are registered or looked up; false by default, as Confluent's.</summary>
    public bool Normalize { get; init; }

    /// <summary>
    /// Whether a program refuses to start where its record cannot read all that the subject's schema writes; true by
    /// default. With false such records become dead letters when they come, and state that cannot be read ends the worker
    /// when it is met.
    /// </summary>
    public bool VerifyReads { get; init; } = true;

    /// <summary>The subject of a place; <see cref="SubjectNames.TopicName"/> by default.</summary>
    public SubjectNameStrategy Subject { get; init; } = SubjectNames.TopicName;

    /// <summary>
    /// How long an id that the registry does not know is taken to stay unknown; 5 seconds by default. Records that
    /// carry it are dead letters meanwhile; after that the registry is asked again.
    /// </summary>
    public TimeSpan UnknownIdLifetime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The wait before a schema that could not be fetched is asked for again, doubled each time; 200 ms by default.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest such wait, and so the time by which records may be late after an outage; 5 seconds by default.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Every rule that is broken, as a sentence with name, value and rule; empty when the options are good.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        MustBePositive(nameof(UnknownIdLifetime), UnknownIdLifetime);
        MustBePositive(nameof(RetryDelay), RetryDelay);
        if (MaxRetryDelay < RetryDelay)
            errors.Add($"{nameof(MaxRetryDelay)} is {Show(MaxRetryDelay)}: it is at least {nameof(RetryDelay)} ({Show(RetryDelay)})");
        return errors;

        void MustBePositive(string name, TimeSpan value)
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
                errors.Add($"{name} is {Show(value)}: it is more than zero and at most a day");
        }

        static string Show(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);
    }
}
