using System.Globalization;
using Millrace.Hvac;
using Millrace.Simulation.Buildings;

namespace Millrace.Simulation.Recordings;

/// <summary>
/// Recordings of NIST's hybrid test of an air-source heat pump (HILFT-ASHP): a day a file, a reading a minute, degrees Fahrenheit
/// and watts. The device is the file's name without extension; times are UTC.
/// </summary>
public static class HilftRecording
{
    private const double NoValue = -9999;

    /// <summary>The readings of a file, in its order.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="year">The recordings' dates have none; 2021 by default.</param>
    /// <exception cref="RecordingException">While enumerating, where the file is not such a recording.</exception>
    public static IEnumerable<HvacReading> Read(string file, int year = 2021)
    {
        using var table = new CsvTable(file);
        var columns = new Columns(table);
        var device = Path.GetFileNameWithoutExtension(file);
        double energy = 0;
        while (table.Read())
        {
            var power = columns.IndoorPower.Value + columns.OutdoorPower.Value;
            energy += (power ?? 0) / 60 / 1000;
            var zone = columns.Zone.Value;
            yield return new HvacReading
            {
                DeviceId = device,
                Timestamp = Timestamp(table, columns.Time, year),
                AmbientTemperature = Celsius(zone),
                DesiredTemperature = Celsius(Clamp(zone, columns.HeatingSetPoint.Value, columns.CoolingSetPoint.Value)),
                Humidity = Humidity(zone, columns.ZoneDewPoint.Value),
                Power = power,
                Energy = energy,
                Mode = ModeOf(columns.Stage.Value, columns.Supply.Value, zone),
                Occupied = columns.Status.Value is { } status ? status != 0 : null,
            };
        }
    }

    /// <summary>What the room is to be: where between the heating and the cooling set point it is nearest to what it is.</summary>
    private static double? Clamp(double? zone, double? heating, double? cooling) =>
        zone is { } value && heating is { } low && cooling is { } high ? Math.Min(Math.Max(value, low), high) : null;

    private static double? Humidity(double? zone, double? dewPoint) =>
        Celsius(zone) is { } temperature && Celsius(dewPoint) is { } dew ? Psychrometrics.RelativeHumidity(temperature, dew) : null;

    private static double? Celsius(double? fahrenheit) => (fahrenheit - 32) * 5 / 9;

    /// <summary>The compressor rests, or it cools when what it supplies is colder than the room. Unknown where one of the two is.</summary>
    private static Mode ModeOf(double? stage, double? supply, double? zone) =>
        stage is null or 0 || supply is null || zone is null ? Mode.Unknown
        : supply < zone ? Mode.Cooling
        : Mode.Heating;

    /// <summary><c>MM/dd HH:mm:ss</c> with blanks before and between; the day ends with 24:00:00, the start of the next.</summary>
    private static DateTimeOffset Timestamp(CsvTable table, int column, int year)
    {
        var parts = table.Text(column).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 2)
        {
            var endOfDay = parts[1] == "24:00:00";
            var text = $"{year:0000}/{parts[0]} {(endOfDay ? "00:00:00" : parts[1])}";
            if (DateTimeOffset.TryParseExact(text, "yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                return endOfDay ? time.AddDays(1) : time;
        }

        throw table.Wrong(column, $"'{table.Text(column)}' is not a time of the form MM/dd HH:mm:ss in {year}");
    }

    /// <summary>One column's number in the row at hand.</summary>
    private readonly struct Cell(CsvTable table, int column)
    {
        private static readonly HashSet<string> NoWords = [];

        public double? Value => table.Number(column, NoWords) is { } value && value != NoValue ? value : null;
    }

    private sealed class Columns(CsvTable table)
    {
        public int Time { get; } = table.IndexOf("date_time");

        public Cell IndoorPower { get; } = new(table, table.IndexOf("id_power"));

        public Cell OutdoorPower { get; } = new(table, table.IndexOf("od_power"));

        public Cell Supply { get; } = new(table, table.IndexOf("sa_temp"));

        public Cell Zone { get; } = new(table, table.IndexOf("zn_temp"));

        public Cell ZoneDewPoint { get; } = new(table, table.IndexOf("zn_temp_dp"));

        public Cell CoolingSetPoint { get; } = new(table, table.IndexOf("zn_temp_cspt"));

        public Cell HeatingSetPoint { get; } = new(table, table.IndexOf("zn_temp_hspt"));

        public Cell Status { get; } = new(table, table.IndexOf("stat"));

        public Cell Stage { get; } = new(table, table.IndexOf("stg"));
    }
}
