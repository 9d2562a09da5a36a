using Millrace.Hvac;
using Millrace.Simulation.Recordings;
using Millrace.Simulation.Tests.Rules;

namespace Millrace.Simulation.Tests.Recordings;

public sealed class HilftRecordingTests : IDisposable
{
    private const string Header = "date_time,id_power,od_power,sa_temp,zn_temp,zn_temp_dp,zn_temp_cspt,zn_temp_hspt,stat,stg";
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"hilft-{Guid.NewGuid():N}.csv");

    public static TheoryData<string> Files =>
    [
        "Atlanta-Eff-Default", "Atlanta-Eff-EnergySave", "Atlanta-Shed-Default", "Buffalo-Eff-Default", "Buffalo-Eff-EnergySave", "Buffalo-Shed-Default",
    ];

    public void Dispose() => File.Delete(_file);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_recording_replays_without_a_reading_that_would_be_refused(string name)
    {
        var readings = HilftRecording.Read(DataFolder.Find($"hilft/{name}.csv")).ToList();

        Assert.Equal(1_440, readings.Count);
        Assert.All(readings, reading => Assert.Null(ReferenceValidation.Refusal(name, reading, reading.Timestamp)));
        Assert.All(readings.Zip(readings.Skip(1)), pair => Assert.Equal(TimeSpan.FromMinutes(1), pair.Second.Timestamp - pair.First.Timestamp));
        Assert.Equal(readings[0].Timestamp.Date.AddDays(1), readings[^1].Timestamp.UtcDateTime);
    }

    [Fact]
    public void Atlanta_Eff_Default_ends_at_17_9_kWh_after_622_minutes_with_the_compressor_on()
    {
        var readings = HilftRecording.Read(DataFolder.Find("hilft/Atlanta-Eff-Default.csv")).ToList();

        Assert.Equal(1_440, readings.Count);
        Assert.Equal(17.9, Math.Round(readings[^1].Energy!.Value, 1));
        Assert.Equal(622, readings.Count(reading => reading.Mode != Mode.Unknown));
    }

    [Fact]
    public void The_first_reading_of_Atlanta_Eff_Default_is_mapped_field_by_field()
    {
        var reading = HilftRecording.Read(DataFolder.Find("hilft/Atlanta-Eff-Default.csv")).First();

        Assert.Equal("Atlanta-Eff-Default", reading.DeviceId);
        Assert.Equal(new DateTimeOffset(2021, 8, 26, 0, 1, 0, TimeSpan.Zero), reading.Timestamp);
        Assert.Equal((79.5 - 32) / 1.8, reading.AmbientTemperature!.Value, 9);
        Assert.Equal((79.5 - 32) / 1.8, reading.DesiredTemperature!.Value, 9);
        Assert.Equal(57, reading.Power);
        Assert.Equal(0.00095, reading.Energy!.Value, 9);
        Assert.Equal(Mode.Unknown, reading.Mode);
        Assert.False(reading.Occupied);
        Assert.Null(reading.Site);
        Assert.Null(reading.Co2);
    }

    [Fact]
    public void Fahrenheit_dew_point_and_set_points_become_what_the_schema_wants()
    {
        var reading = Read(" 08/26  10:00:00,100,500,60,80,59,75,70,1,2");

        Assert.Equal((80 - 32) / 1.8, reading.AmbientTemperature!.Value, 9);
        Assert.Equal((75 - 32) / 1.8, reading.DesiredTemperature!.Value, 9);
        // 15 C in 26.667 C: 17.020 hPa of 34.899 hPa by the Magnus formula.
        Assert.Equal(48.769, reading.Humidity!.Value, 3);
        Assert.Equal(600, reading.Power);
        Assert.Equal(Mode.Cooling, reading.Mode);
        Assert.True(reading.Occupied);
    }

    [Theory]
    [InlineData("60", Mode.Cooling)]
    [InlineData("80", Mode.Heating)]
    [InlineData("95", Mode.Heating)]
    [InlineData("-9999", Mode.Unknown)]
    public void The_mode_follows_from_what_is_supplied(string supply, Mode mode) =>
        Assert.Equal(mode, Read($"08/26 10:00:00,100,500,{supply},80,59,75,70,1,1").Mode);

    [Theory]
    [InlineData(68, 70)]
    [InlineData(72, 72)]
    [InlineData(90, 75)]
    public void The_set_point_is_where_between_the_two_the_room_is_nearest(double zone, double expected) =>
        Assert.Equal((expected - 32) / 1.8, Read($"08/26 10:00:00,1,1,60,{zone},59,75,70,1,1").DesiredTemperature!.Value, 9);

    [Fact]
    public void Minus_9999_is_no_value()
    {
        var reading = Read("08/26 10:00:00,-9999,500,60,80,-9999,-9999,70,-9999,-9999.0");

        Assert.Null(reading.Power);
        Assert.Equal(0, reading.Energy);
        Assert.Null(reading.Humidity);
        Assert.Null(reading.DesiredTemperature);
        Assert.Null(reading.Occupied);
        Assert.Equal(Mode.Unknown, reading.Mode);
        Assert.NotNull(reading.AmbientTemperature);
    }

    [Fact]
    public void A_minute_without_power_adds_no_energy_and_the_sum_goes_on()
    {
        Write("08/26 10:00:00,0,600,60,80,59,75,70,1,1", "08/26 10:01:00,0,-9999,60,80,59,75,70,1,1", "08/26 10:02:00,0,600,60,80,59,75,70,1,1");

        Assert.Equal([0.01, 0.01, 0.02], HilftRecording.Read(_file).Select(reading => Math.Round(reading.Energy!.Value, 9)));
    }

    [Theory]
    [InlineData(" 02/28  24:00:00", "2021-03-01T00:00:00Z")]
    [InlineData("12/31 24:00:00", "2022-01-01T00:00:00Z")]
    [InlineData("  07/02   00:01:00 ", "2021-07-02T00:01:00Z")]
    public void A_day_ends_with_the_start_of_the_next(string written, string time) =>
        Assert.Equal(DateTimeOffset.Parse(time), Read($"{written},1,1,60,80,59,75,70,1,1").Timestamp);

    [Theory]
    [InlineData("08/26 25:00:00,1,1,60,80,59,75,70,1,1", "date_time")]
    [InlineData("02/29 10:00:00,1,1,60,80,59,75,70,1,1", "date_time")]
    [InlineData("08/26 10:00:00,1,x,60,80,59,75,70,1,1", "od_power")]
    [InlineData("08/26 10:00:00,1,1,60,80,59,75,70,1,NaN", "stg")]
    public void What_is_wrong_is_named_by_file_line_and_column(string row, string column)
    {
        Write("08/26 09:59:00,1,1,60,80,59,75,70,1,1", row);

        var error = Assert.Throws<RecordingException>(() => HilftRecording.Read(_file).ToList());

        Assert.Equal((_file, 3, column), (error.File, error.Line, error.Column));
        Assert.StartsWith($"{_file}, line 3, column '{column}': ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_such_a_recording_is_refused_with_the_column_that_it_lacks()
    {
        File.WriteAllText(_file, "timestamp,value\n2013-07-04 00:00:00,69.88\n");

        Assert.Equal("date_time", Assert.Throws<RecordingException>(() => HilftRecording.Read(_file).ToList()).Column);
    }

    [Fact]
    public void An_empty_file_a_missing_file_and_a_short_row_are_refused()
    {
        File.WriteAllText(_file, string.Empty);
        Assert.Contains("empty", Assert.Throws<RecordingException>(() => HilftRecording.Read(_file).ToList()).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<RecordingException>(() => HilftRecording.Read(_file + "-not").ToList()).Message, StringComparison.Ordinal);
        Write("08/26 10:00:00,1,1");
        Assert.Equal(2, Assert.Throws<RecordingException>(() => HilftRecording.Read(_file).ToList()).Line);
    }

    private HvacReading Read(string row)
    {
        Write(row);
        return Assert.Single(HilftRecording.Read(_file));
    }

    private void Write(params string[] rows) => File.WriteAllLines(_file, [Header, .. rows]);
}
