using Millrace.Avro;

namespace Millrace.SchemaRegistry.Development;

/// <summary>Asks of a schema what its subject's level asks, and says the reasons against it as registries do.</summary>
internal sealed class CompatibilityRules(RegistryState state)
{
    // The names of Java Avro, which registries answer with.
    private static readonly string[] Names =
    [
        "TYPE_MISMATCH", "NAME_MISMATCH", "FIXED_SIZE_MISMATCH", "MISSING_ENUM_SYMBOLS", "MISSING_UNION_BRANCH",
        "READER_FIELD_MISSING_DEFAULT_VALUE",
    ];

    /// <summary>The reasons against the schema; empty when it is welcome.</summary>
    public IReadOnlyList<string> Check(string subject, RegistrySchema schema, IReadOnlyList<StoredVersion> versions)
    {
        var level = (state.LevelOf(subject) ?? state.Level).ToAvro();
        if (level == AvroCompatibilityLevel.None || versions.Count == 0)
            return [];
        var earlier = new List<AvroSchema>();
        foreach (var version in versions)
        {
            if (state.TryGetSchema(version.Id, out var stored) && stored.SchemaType == RegistrySchema.Avro)
                earlier.Add(SchemaReading.Parse(state, stored));
        }

        return [.. AvroCompatibility.Check(SchemaReading.Parse(state, schema), earlier, level).Select(offence => Describe(offence.Mismatch))];
    }

    private static string Describe(AvroMismatch mismatch) =>
        $"{{errorType:'{Names[(int)mismatch.Kind]}', description:'{mismatch.Detail} (path '{mismatch.Path}')'}}";
}
