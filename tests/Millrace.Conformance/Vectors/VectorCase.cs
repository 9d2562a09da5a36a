using System.Text.Json;

namespace Millrace.Conformance.Vectors;

/// <summary>A recorded topology and what was piped through it.</summary>
internal sealed record VectorCase(
    string Family,
    string Name,
    string Topology,
    IReadOnlyDictionary<string, VectorTopic> Topics,
    IReadOnlyList<VectorStore> Stores,
    IReadOnlyDictionary<string, string> Config,
    IReadOnlyList<VectorSequence> Sequences)
{
    /// <summary>Whether Kafka Streams ran with its record cache, so that several updates of a key by one record are sent as one.</summary>
    public bool Cached => Config.TryGetValue("statestore.cache.max.bytes", out var bytes) && bytes != "0";
}

/// <summary>A topic of a case: which way it goes and what its keys and values are.</summary>
internal sealed record VectorTopic(string Name, string Role, string Key, string Value, long WindowSize)
{
    public bool IsOutput => Role == "output";
}

/// <summary>A store that is looked at after the last step.</summary>
internal sealed record VectorStore(string Name, string Type);

/// <summary>Inputs and what Kafka Streams made of them, from empty state on.</summary>
internal sealed record VectorSequence(
    string Name, long? Seed, IReadOnlyList<VectorStep> Steps, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Final, long Dropped);

/// <summary>One input.</summary>
/// <param name="Pipe">The record that is piped in, or null.</param>
/// <param name="AdvanceWallClock">By how many milliseconds the wall clock moves where no record is piped in.</param>
/// <param name="Out">The records that come out.</param>
/// <param name="Dropped">By how much the dropped count rises.</param>
/// <param name="Fails">Whether the task fails in this step.</param>
/// <param name="Json">The step as it stands in the file.</param>
internal sealed record VectorStep(
    VectorRecord? Pipe, long AdvanceWallClock, IReadOnlyList<VectorRecord> Out, long Dropped, bool Fails, JsonElement Json);

/// <summary>A record as a case file shows it.</summary>
internal sealed record VectorRecord(string Topic, JsonElement Key, JsonElement Value, long Timestamp, IReadOnlyList<VectorHeader> Headers)
{
    /// <summary>The headers to pipe in, or null where there are none.</summary>
    public Headers? ToHeaders() => Headers.Count == 0 ? null : Headers.Aggregate(new Headers(), static (all, h) => all.Add(h.Name, h.Value));
}

/// <summary>A header of a record, as text.</summary>
internal readonly record struct VectorHeader(string Name, string? Value);
