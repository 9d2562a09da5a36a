using Millrace.Avro.Compatibility;

namespace Millrace.Avro;

/// <summary>
/// Verdicts on schemas alone, by the rules of Java Avro's SchemaCompatibility, which decide what registries accept. A
/// single value may be readable all the same: one of a symbol or a branch that both have.
/// </summary>
public static class AvroCompatibility
{
    /// <summary>The reasons why a reader cannot read all that a writer writes, in the order of the reader's schema; empty where it can.</summary>
    public static IReadOnlyList<AvroMismatch> WhyUnreadable(AvroSchema reader, AvroSchema writer)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(writer);
        return SchemaFit.WhyUnreadable(reader, writer);
    }

    /// <summary>Whether a reader can read all that a writer writes.</summary>
    public static bool CanRead(AvroSchema reader, AvroSchema writer) => WhyUnreadable(reader, writer).Count == 0;

    /// <summary>The reasons against a new schema; empty where it is welcome. The first is of the newest schema that it offends.</summary>
    /// <param name="schema">The new schema.</param>
    /// <param name="earlier">The schemas before it, oldest first.</param>
    /// <param name="level">What it owes them.</param>
    public static IReadOnlyList<AvroOffence> Check(AvroSchema schema, IReadOnlyList<AvroSchema> earlier, AvroCompatibilityLevel level)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(earlier);
        if (level == AvroCompatibilityLevel.None)
            return [];
        var isTransitive = level is AvroCompatibilityLevel.BackwardTransitive or AvroCompatibilityLevel.ForwardTransitive or AvroCompatibilityLevel.FullTransitive;
        var isForward = level is not (AvroCompatibilityLevel.Backward or AvroCompatibilityLevel.BackwardTransitive);
        var isBackward = level is not (AvroCompatibilityLevel.Forward or AvroCompatibilityLevel.ForwardTransitive);
        var offences = new List<AvroOffence>();
        for (var version = earlier.Count - 1; version >= (isTransitive ? 0 : Math.Max(0, earlier.Count - 1)); version--)
        {
            if (isBackward)
                offences.AddRange(WhyUnreadable(reader: schema, writer: earlier[version]).Select(mismatch => new AvroOffence(version, false, mismatch)));
            if (isForward)
                offences.AddRange(WhyUnreadable(reader: earlier[version], writer: schema).Select(mismatch => new AvroOffence(version, true, mismatch)));
        }

        return offences;
    }
}
