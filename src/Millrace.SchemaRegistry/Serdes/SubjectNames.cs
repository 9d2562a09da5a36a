namespace Millrace.SchemaRegistry;

/// <summary>Names the subject under which a record's schema is registered.</summary>
/// <param name="place">The topic, and whether the record is its key or its value.</param>
/// <param name="recordName">The record's full name.</param>
public delegate string SubjectNameStrategy(SerdeContext place, string recordName);

/// <summary>Confluent's strategies.</summary>
public static class SubjectNames
{
    /// <summary><c>topic-key</c> or <c>topic-value</c>: one topic, one record type. The usual one.</summary>
    public static SubjectNameStrategy TopicName { get; } = (place, _) => $"{place.Topic}-{(place.IsKey ? "key" : "value")}";

    /// <summary>The record's full name: one line of versions wherever the record is used.</summary>
    public static SubjectNameStrategy RecordName { get; } = (_, recordName) => recordName;

    /// <summary><c>topic-fullname</c>: several record types in one topic, each with its own line of versions there.</summary>
    public static SubjectNameStrategy TopicRecordName { get; } = (place, recordName) => $"{place.Topic}-{recordName}";
}
