using System.Globalization;
using Millrace.Execution;

namespace Millrace.Cli.Commands;

/// <summary>A record of a dead-letter topic, copied out of it.</summary>
/// <param name="Partition">Its partition in the dead-letter topic.</param>
/// <param name="Offset">Its offset there.</param>
/// <param name="Key">The key's bytes as they came in, or null.</param>
/// <param name="Value">The value's bytes as they came in, or null.</param>
/// <param name="Timestamp">The record's own timestamp.</param>
/// <param name="Headers">Its headers.</param>
internal sealed record DeadLetter(int Partition, long Offset, byte[]? Key, byte[]? Value, DateTimeOffset Timestamp, Headers Headers)
{
    /// <summary>How people name it: <c>partition/offset</c>.</summary>
    public string Id => $"{Partition}/{Offset}";

    public string? Topic => Header(DeadLetterHeaders.Topic);

    public string? Stage => Header(DeadLetterHeaders.Stage);

    public string? Message => Header(DeadLetterHeaders.Message);

    /// <summary>Where it came from, as <c>topic-partition@offset</c>.</summary>
    public string Origin => $"{Topic}-{Header(DeadLetterHeaders.Partition)}@{Header(DeadLetterHeaders.Offset)}";

    public static DeadLetter From(int partition, RecordCursor record) => new(
        partition,
        record.Offset,
        record.HasKey ? record.Key.ToArray() : null,
        record.HasValue ? record.Value.ToArray() : null,
        DateTimeOffset.FromUnixTimeMilliseconds(record.Timestamp),
        record.Headers ?? new Headers());

    public static bool TryParseId(string text, out (int Partition, long Offset) id)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        id = default;
        return slash > 0
            && int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out id.Partition)
            && long.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out id.Offset);
    }

    public string? Header(string name) => Headers.Last(name)?.Text;
}
