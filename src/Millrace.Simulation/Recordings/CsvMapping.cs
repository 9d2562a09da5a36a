namespace Millrace.Simulation.Recordings;

/// <summary>
/// Which column of a CSV recording becomes which field of a reading. Each entry reads <c>field=column</c> or <c>field=column:unit</c>,
/// the fields as <c>schemas/HvacReading.avsc</c> names them:
/// <list type="bullet">
/// <item>temperatures in C (default), F or K; humidity, blower speed and load in % or as a fraction; power in W or kW; energy in kWh, Wh or MWh;</item>
/// <item><c>timestamp=column:format</c> with a .NET format (<c>M/d/yyyy H:mm</c>), <c>epoch-s</c>, <c>epoch-ms</c> or, by default, <c>iso</c>;
/// a time without zone is UTC;</item>
/// <item><c>field='value'</c>, with or without a unit, is the same in every row;</item>
/// <item>an unmapped <c>deviceId</c> is the file's name without extension, any other unmapped field is null.</item>
/// </list>
/// A column whose name ends in a colon and a unit is put in double quotes.
/// </summary>
public sealed class CsvMapping
{
    private CsvMapping(IReadOnlyDictionary<string, FieldSource> sources) => Sources = sources;

    internal IReadOnlyDictionary<string, FieldSource> Sources { get; }

    /// <summary>Reads the entries of a mapping.</summary>
    /// <exception cref="SimulationOptionsException">Some break a rule: each is named; correct them.</exception>
    public static CsvMapping Parse(IEnumerable<string> entries)
    {
        var problems = new List<string>();
        var sources = new Dictionary<string, FieldSource>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (FieldSource.TryParse(entry, out var source, out var problem))
            {
                if (!sources.TryAdd(source.Field.Name, source))
                    problems.Add($"--map is '{entry}': {source.Field.Name} is mapped twice.");
            }
            else
            {
                problems.Add($"--map is '{entry}': {problem}.");
            }
        }

        if (problems.Count == 0 && !sources.ContainsKey("timestamp"))
            problems.Add("--map has no entry for timestamp: give its column, --map timestamp=COLUMN[:FORMAT].");
        SimulationOptionsException.ThrowIfAny(problems);
        return new CsvMapping(sources);
    }
}
