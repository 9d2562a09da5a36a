using Millrace.Conformance.Vectors;

namespace Millrace.Conformance.Running;

/// <summary>A record as text: two are equal if key, value, timestamp and headers are.</summary>
internal readonly record struct ShownRecord(string Topic, string Text)
{
    public static ShownRecord Expected(VectorRecord record) =>
        new(record.Topic, Show(TypeCodec.Expected(record.Key), TypeCodec.Expected(record.Value), record.Timestamp, record.Headers));

    public static ShownRecord Actual(VectorTopic topic, TestRecord record) => new(topic.Name, Show(
        TypeCodec.Actual(record.Key, topic.Key, topic.WindowSize),
        TypeCodec.Actual(record.Value, topic.Value, topic.WindowSize),
        record.Timestamp,
        record.Headers?.Select(h => new VectorHeader(h.Name, h.Text)) ?? []));

    private static string Show(string key, string value, long? timestamp, IEnumerable<VectorHeader> headers)
    {
        var text = $"{key} -> {value} @ {timestamp?.ToString() ?? "none"}";
        var shown = string.Join(", ", headers.Select(h => $"{h.Name}: {Comparable(h)}"));
        return shown.Length == 0 ? text : $"{text} [{shown}]";
    }

    // Names of exceptions, their messages and stack traces are each language's own: that they are there is compared.
    private static string Comparable(VectorHeader header) =>
        header.Name is DeadLetterHeaders.Exception or DeadLetterHeaders.Message or DeadLetterHeaders.StackTrace && header.Value is { Length: > 0 }
            ? "<any text>"
            : header.Value is null ? "null" : TypeCodec.Text(header.Value);
}
