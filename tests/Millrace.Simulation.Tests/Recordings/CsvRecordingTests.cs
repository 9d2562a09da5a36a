using Millrace.Hvac;
using Millrace.Simulation.Recordings;
using Millrace.Simulation.Tests.Rules;

namespace Millrace.Simulation.Tests.Recordings;

public sealed class CsvRecordingTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"csv-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Rooms_of_the_air_quality_recordings_can_be_mapped()
    {
        var readings = Replay(
            "air-quality/room-413.csv", "timestamp=timestamp", "co2=co2:ppm", "humidity=humidity", "ambientTemperature=temperature", "occupied=pir");

        Assert.Equal(10_923, readings.Count);
        var first = readings[0];
        Assert.Equal("room-413", first.DeviceId);
        Assert.Equal(new DateTimeOffset(2013, 8, 23, 23, 5, 0, TimeSpan.Zero), first.Timestamp);
        Assert.Equal((495, 45.330000000000005, 23.92777777777778, (bool?)false), (first.Co2, first.Humidity, first.AmbientTemperature, first.Occupied));
        Assert.Contains(readings, reading => reading.Occupied == true);
    }

    [Fact]
    public void Air_handling_units_in_Fahrenheit_can_be_mapped()
    {
        var readings = Replay(
            "lbnl-ahu/SZCAV.csv",
            "timestamp=Datetime:M/d/yyyy H:mm",
            "ambientTemperature=AHU: Return Air Temperature:F",
            "desiredTemperature='72':F",
            "blowerSpeed=AHU: Supply Air Fan Speed Control Signal:fraction",
            "occupied=Occupancy Mode Indicator",
            "site='lbnl'");

        Assert.Equal(21_600, readings.Count);
        var first = readings[0];
        Assert.Equal(new DateTimeOffset(2017, 3, 11, 0, 0, 0, TimeSpan.Zero), first.Timestamp);
        Assert.Equal((72.36 - 32) / 1.8, first.AmbientTemperature!.Value, 9);
        Assert.Equal((72.0 - 32) / 1.8, first.DesiredTemperature!.Value, 9);
        Assert.Equal((50, "lbnl", (bool?)false), (first.BlowerSpeed, first.Site, first.Occupied));
    }

    [Fact]
    public void The_ambient_temperature_of_the_anomaly_benchmark_can_be_mapped()
    {
        var readings = Replay(
            "nab/data/realKnownCause/ambient_temperature_system_failure.csv", "timestamp=timestamp:yyyy-MM-dd HH:mm:ss", "ambientTemperature=value:F");

        Assert.Equal(7_267, readings.Count);
        Assert.Equal((69.88083514 - 32) / 1.8, readings[0].AmbientTemperature!.Value, 9);
    }

    [Fact]
    public void Every_unit_is_converted()
    {
        Write("t,kelvin,kw,wh,share,mode,dev", "1600000000,293.15,1.5,2500,0.42,heating,TT0124");

        var reading = Read(
            "timestamp=t:epoch-s", "ambientTemperature=kelvin:K", "power=kw:kW", "energy=wh:Wh", "load=share:fraction", "mode=mode", "deviceId=dev");

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_600_000_000), reading.Timestamp);
        Assert.Equal(20, reading.AmbientTemperature!.Value, 9);
        Assert.Equal((1_500, 2.5, 42, Mode.Heating, "TT0124"), (reading.Power, reading.Energy, reading.Load, reading.Mode, reading.DeviceId));
    }

    [Theory]
    [InlineData("2021-01-02T03:04:05+02:00", "iso", "2021-01-02T01:04:05Z")]
    [InlineData("2021-01-02 03:04:05", "iso", "2021-01-02T03:04:05Z")]
    [InlineData("1609556645000", "epoch-ms", "2021-01-02T03:04:05Z")]
    [InlineData("2/1/2021 3:04", "d/M/yyyy H:mm", "2021-01-02T03:04:00Z")]
    public void A_time_is_read_as_its_format_says_and_is_UTC_unless_it_says_otherwise(string written, string format, string time)
    {
        Write("t", written);

        Assert.Equal(DateTimeOffset.Parse(time), Read($"timestamp=t:{format}").Timestamp);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("nan")]
    [InlineData("-9999")]
    public void Words_for_nothing_become_null(string nothing)
    {
        Write("t,a", $"2021-01-02,{nothing}");

        Assert.Null(Read("timestamp=t", "ambientTemperature=a").AmbientTemperature);
    }

    [Theory]
    [InlineData("timestamp=t", "co2=c", "column 'c': 'much' is not a number")]
    [InlineData("timestamp=c", "co2=t", "column 'c': 'much' is not a time in ISO 8601")]
    [InlineData("timestamp=t", "mode=c", "column 'c': 'much' is not a mode; there are UNKNOWN, OFF, FAN, HEATING, COOLING, AUTO")]
    [InlineData("timestamp=t:yyyy", "co2=c", "column 't': '2021-01-02' is not a time of the form yyyy")]
    public void A_value_that_does_not_fit_is_named_by_file_line_and_column(string first, string second, string problem)
    {
        Write("t,c", "2021-01-02,much");

        var error = Assert.Throws<RecordingException>(() => CsvRecording.Read(_file, CsvMapping.Parse([first, second])).ToList());

        Assert.Equal($"{_file}, line 2, {problem}", error.Message);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        Write("t,c", "2021-01-02,1");

        var error = Assert.Throws<RecordingException>(() => CsvRecording.Read(_file, CsvMapping.Parse(["timestamp=t", "co2=d"])).ToList());

        Assert.Equal($"{_file}, line 1, column 'd': there is no such column; there are 't', 'c'", error.Message);
    }

    [Theory]
    [InlineData("co2", "it must read field=column or field=column:unit")]
    [InlineData("temperature=x", "there is no field 'temperature'; there are timestamp, deviceId")]
    [InlineData("power=\"x\":F", "the unit of power is one of W, kW")]
    [InlineData("occupied=\"x\":F", "occupied has no unit")]
    [InlineData("co2='many'", "the constant 'many' is not a number")]
    [InlineData("timestamp=u", "timestamp is mapped twice")]
    public void A_wrong_entry_of_a_mapping_is_named_with_its_rule(string entry, string rule)
    {
        var error = Assert.Throws<SimulationOptionsException>(() => CsvMapping.Parse(["timestamp=t", entry]));

        Assert.StartsWith($"--map is '{entry}': {rule}", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_entries_are_named_at_once_and_a_mapping_needs_a_time()
    {
        Assert.Equal(2, Assert.Throws<SimulationOptionsException>(() => CsvMapping.Parse(["x=y", "co2="])).Problems.Count);
        Assert.Contains("timestamp", Assert.Throws<SimulationOptionsException>(() => CsvMapping.Parse(["co2=c"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recordings_are_merged_by_time_and_each_keeps_its_order()
    {
        var start = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
        HvacReading At(string device, int minute) => new() { DeviceId = device, Timestamp = start.AddMinutes(minute) };

        var merged = RecordingMerge.ByTime([[At("a", 0), At("a", 5), At("a", 3)], [], [At("b", 0), At("b", 4), At("b", 6)]]);

        Assert.Equal(["a0", "b0", "b4", "a5", "a3", "b6"], merged.Select(reading => reading.DeviceId + (reading.Timestamp - start).TotalMinutes));
    }

    private static List<HvacReading> Replay(string file, params string[] mapping)
    {
        var readings = CsvRecording.Read(DataFolder.Find(file), CsvMapping.Parse(mapping)).ToList();
        Assert.All(readings, reading => Assert.Null(ReferenceValidation.Refusal(Path.GetFileNameWithoutExtension(file), reading, reading.Timestamp)));
        return readings;
    }

    private HvacReading Read(params string[] mapping) => Assert.Single(CsvRecording.Read(_file, CsvMapping.Parse(mapping)));

    private void Write(params string[] rows) => File.WriteAllLines(_file, rows);
}
