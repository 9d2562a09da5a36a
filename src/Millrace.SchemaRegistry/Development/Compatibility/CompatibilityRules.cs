using Millrace.Avro;

namespace Millrace.SchemaRegistry.Development;

/// <summary>Which versions a level compares a schema with, and in which direction.</summary>
internal sealed class CompatibilityRules(RegistryState state)
{
    /// <summary>The reasons against the schema; empty when it is welcome.</summary>
    public IReadOnlyList<string> Check(string subject, RegistrySchema schema, IReadOnlyList<StoredVersion> versions)
    {
        var level = state.LevelOf(subject) ?? state.Level;
        if (level == CompatibilityLevel.None || versions.Count == 0)
            return [];
        var candidate = SchemaReading.Parse(state, schema);
        var isTransitive = level is CompatibilityLevel.BackwardTransitive or CompatibilityLevel.ForwardTransitive or CompatibilityLevel.FullTransitive;
        var reasons = new List<string>();
        foreach (var version in isTransitive ? versions.Reverse() : versions.Reverse().Take(1))
        {
            if (state.TryGetSchema(version.Id, out var stored) && stored.SchemaType == RegistrySchema.Avro)
                reasons.AddRange(Compare(level, candidate, SchemaReading.Parse(state, stored)));
        }

        return reasons;
    }

    private static IEnumerable<string> Compare(CompatibilityLevel level, AvroSchema candidate, AvroSchema stored)
    {
        var isForward = level is CompatibilityLevel.Forward or CompatibilityLevel.ForwardTransitive;
        var isBackward = level is CompatibilityLevel.Backward or CompatibilityLevel.BackwardTransitive;
        IEnumerable<SchemaMismatch> backward = isForward ? [] : SchemaFit.WhyUnreadable(reader: candidate, writer: stored);
        IEnumerable<SchemaMismatch> forward = isBackward ? [] : SchemaFit.WhyUnreadable(reader: stored, writer: candidate);
        return backward.Concat(forward).Select(mismatch => mismatch.ToString());
    }
}
