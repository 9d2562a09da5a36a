using System.Globalization;
using Millrace.Hvac;

namespace Millrace.Simulation.Recordings;

/// <summary>Recordings in any CSV file with a header, by way of a <see cref="CsvMapping"/>.</summary>
public static class CsvRecording
{
    /// <summary>Words that stand for "no value"; an empty value does, too.</summary>
    private static readonly HashSet<string> Nulls = new(StringComparer.OrdinalIgnoreCase) { "NA", "N/A", "NaN", "null", "-9999" };

    /// <summary>The readings of a file, in its order.</summary>
    /// <exception cref="RecordingException">While enumerating: a column is missing, a value is not what it should be.</exception>
    public static IEnumerable<HvacReading> Read(string file, CsvMapping mapping)
    {
        using var table = new CsvTable(file);
        var row = new Row(table, mapping);
        var fileName = Path.GetFileNameWithoutExtension(file);
        while (table.Read())
        {
            yield return new HvacReading
            {
                DeviceId = row.Text("deviceId") ?? fileName,
                Timestamp = row.Timestamp(),
                Site = row.Text("site"),
                AmbientTemperature = row.Number("ambientTemperature"),
                DesiredTemperature = row.Number("desiredTemperature"),
                Humidity = row.Number("humidity"),
                Co2 = row.Number("co2") is { } co2 ? (int)Math.Round(co2, MidpointRounding.AwayFromZero) : null,
                BlowerSpeed = row.Number("blowerSpeed"),
                Load = row.Number("load"),
                Power = row.Number("power"),
                Energy = row.Number("energy"),
                Mode = row.Mode(),
                Occupied = row.Flag("occupied"),
            };
        }
    }

    /// <summary>The row at hand, seen through the mapping.</summary>
    private sealed class Row
    {
        private readonly CsvTable _table;
        private readonly Dictionary<string, (FieldSource Source, int Column)> _fields = new(StringComparer.Ordinal);

        public Row(CsvTable table, CsvMapping mapping)
        {
            _table = table;
            foreach (var (name, source) in mapping.Sources)
                _fields[name] = (source, source.Column is null ? -1 : table.IndexOf(source.Column));
        }

        public string? Text(string field)
        {
            if (!_fields.TryGetValue(field, out var at))
                return null;
            var text = at.Source.Constant ?? _table.Text(at.Column);
            return text.Length == 0 || Nulls.Contains(text) ? null : text;
        }

        public double? Number(string field) =>
            Text(field) is { } text ? _fields[field].Source.Unit!.Convert(Parse(field, text)) : null;

        public bool? Flag(string field) => Text(field) switch
        {
            null => null,
            var text when bool.TryParse(text, out var flag) => flag,
            var text => Parse(field, text) != 0,
        };

        public Mode Mode()
        {
            if (Text("mode") is not { } text)
                return Hvac.Mode.Unknown;
            return Enum.TryParse<Mode>(text, ignoreCase: true, out var mode) && !char.IsAsciiDigit(text[0])
                ? mode
                : throw Wrong("mode", $"'{text}' is not a mode; there are {string.Join(", ", Enum.GetNames<Mode>()).ToUpperInvariant()}");
        }

        public DateTimeOffset Timestamp()
        {
            const string Field = "timestamp";
            var format = _fields[Field].Source.TimeFormat!;
            var text = Text(Field) ?? throw Wrong(Field, "there is no time");
            return format switch
            {
                "epoch-s" => FromEpoch(Parse(Field, text) * 1_000),
                "epoch-ms" => FromEpoch(Parse(Field, text)),
                "iso" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time)
                    ? time
                    : throw Wrong(Field, $"'{text}' is not a time in ISO 8601"),
                _ => DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, Utc, out var time)
                    ? time
                    : throw Wrong(Field, $"'{text}' is not a time of the form {format}"),
            };
        }

        private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

        private DateTimeOffset FromEpoch(double milliseconds) =>
            milliseconds is > -62_135_596_800_000 and < 253_402_300_800_000
                ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(milliseconds))
                : throw Wrong("timestamp", $"{milliseconds} is no time since 1970 in milliseconds");

        private double Parse(string field, string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? value
                : throw Wrong(field, $"'{text}' is not a number");

        private RecordingException Wrong(string field, string problem)
        {
            var (source, column) = _fields[field];
            return column >= 0
                ? _table.Wrong(column, problem)
                : new RecordingException(_table.File, _table.Line, null, $"the constant {source.Field.Name}: {problem}");
        }
    }
}
