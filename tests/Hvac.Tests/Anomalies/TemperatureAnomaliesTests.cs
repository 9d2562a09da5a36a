using Millrace.Hvac.Tests.Support;
using static Millrace.Hvac.Tests.Support.HvacDriver;

namespace Millrace.Hvac.Tests.Anomalies;

/// <summary>Windows of 5 minutes from minute 0 on. The room is taught to be at its set point unless a test says otherwise.</summary>
public sealed class TemperatureAnomaliesTests : IDisposable
{
    private const int Taught = 24 * 5;
    private readonly HvacDriver _driver = new(readings => new TemperatureAnomalies(readings));

    public void Dispose() => _driver.Dispose();

    [Fact]
    public void A_window_far_from_what_24_windows_taught_is_told_when_it_closes()
    {
        Teach();
        _driver.Room(Taught, 21.9);
        _driver.Room(Taught + 4.9, 22.1);
        _driver.Room(Taught + 5.4, 21);
        Assert.Empty(_driver.Anomalies());

        _driver.Room(Taught + 5.5, 21);

        var record = Assert.Single(_driver.Anomalies());
        Assert.Equal(Rooms.Device, record.Key);
        Assert.Equal(At(Taught + 5).ToUnixTimeMilliseconds(), record.Timestamp);
        var anomaly = record.Value;
        Assert.Equal(("R-101", "north", At(Taught), At(Taught + 5)), (anomaly.DeviceId, anomaly.Site, anomaly.WindowStart, anomaly.WindowEnd));
        Assert.Equal(1.0, anomaly.Value, 9);
        Assert.Equal(0.0, anomaly.Expectation, 9);
        Assert.Equal(10.0, anomaly.Score, 9);
        Assert.False(anomaly.Relearning);
        Assert.Equal("R-101 was 1 °C warmer than it usually is at its set point, 10 times the usual deviation.", anomaly.Message);
    }

    [Fact]
    public void The_difference_has_its_sign()
    {
        Teach();
        Window(24, -1);
        Close(25);

        Assert.Equal(-1.0, Assert.Single(_driver.Anomalies()).Value.Value, 9);
    }

    [Fact]
    public void Windows_before_the_25th_are_not_judged()
    {
        for (var window = 0; window < 23; window++)
        {
            Window(window, 0);
        }

        Window(23, 8);
        Close(24);

        Assert.Empty(_driver.Anomalies());
    }

    [Theory]
    [InlineData(Mode.Off, true, 26.0, 21.0)]
    [InlineData(Mode.Cooling, false, 26.0, 21.0)]
    [InlineData(Mode.Cooling, true, null, 21.0)]
    [InlineData(Mode.Cooling, true, 26.0, null)]
    public void A_reading_that_does_not_count_changes_no_mean_and_closes_no_window(Mode mode, bool occupied, double? ambient, double? desired)
    {
        Teach();
        _driver.Room(Taught, 22);
        _driver.Room(Taught + 1, ambient, desired, mode, occupied);
        _driver.Room(Taught + 30, ambient, desired, mode, occupied);
        Assert.Empty(_driver.Anomalies());

        _driver.Room(Taught + 2, 22);
        Close(25);

        Assert.Equal(1.0, Assert.Single(_driver.Anomalies()).Value.Value, 9);
        Assert.Equal(0, _driver.Driver.LateRecords);
    }

    [Fact]
    public void An_older_reading_counts_while_its_window_is_open()
    {
        Teach();
        _driver.Room(Taught + 3, 22);
        _driver.Room(Taught + 5.2, 21);
        _driver.Room(Taught + 1, 24);
        _driver.Room(Taught + 5.5, 21);

        Assert.Equal(2.0, Assert.Single(_driver.Anomalies()).Value.Value, 9);
        Assert.Equal(0, _driver.Driver.LateRecords);
    }

    [Fact]
    public void A_reading_for_a_closed_window_is_late_and_changes_nothing()
    {
        Teach();
        Window(24, 0);
        Close(25);
        _driver.Room(Taught + 4, 60);
        _driver.Room(1, 60);
        Close(26);

        Assert.Empty(_driver.Anomalies());
        Assert.Equal(2, _driver.Driver.LateRecords);
    }

    [Fact]
    public void A_reading_at_the_end_of_a_window_belongs_to_the_next()
    {
        Teach();
        Window(24, 0);
        _driver.Room(Taught + 5, 23);
        _driver.Room(Taught + 10.5, 21);

        Assert.Equal(At(Taught + 5), Assert.Single(_driver.Anomalies()).Value.WindowStart);
    }

    [Fact]
    public void Windows_close_in_their_order_and_those_without_readings_do_not_exist()
    {
        Teach();
        _driver.Room(Taught + 5.2, 23);
        _driver.Room(Taught + 4.9, 24);
        _driver.Room(Taught + 60, 21);

        Assert.Equal([At(Taught), At(Taught + 5)], _driver.Anomalies().Select(r => r.Value.WindowStart));
    }

    [Fact]
    public void Each_device_has_its_own_clock()
    {
        Teach();
        Teach("R-102");
        _driver.Room(Taught, 23, device: "R-102");
        _driver.Room(Taught + 600, 21);
        Assert.Empty(_driver.Anomalies());

        _driver.Room(Taught + 1, 23, device: "R-102");
        Close(25, "R-102");

        Assert.Equal("R-102", Assert.Single(_driver.Anomalies()).Key);
        Assert.Equal(0, _driver.Driver.LateRecords);
    }

    [Fact]
    public void Gaps_do_not_age_the_statistics()
    {
        Teach();
        Window(24 + 2_000, 1);
        Close(24 + 2_001);

        Assert.Single(_driver.Anomalies());
    }

    [Fact]
    public void The_end_of_the_input_closes_nothing()
    {
        Teach();
        Window(24, 3);

        Assert.Empty(_driver.Anomalies());
    }

    [Fact]
    public void After_12_anomalous_windows_in_a_row_a_lasting_shift_is_the_new_normal()
    {
        Teach();
        for (var window = 24; window < 70; window++)
        {
            Window(window, 2);
        }

        var anomalies = _driver.Anomalies();
        Assert.Equal(12, anomalies.Count);
        Assert.Equal([.. Enumerable.Repeat(false, 11), true], anomalies.Select(r => r.Value.Relearning));
        Assert.EndsWith("It has lasted so long that it is taken for normal from now on.", anomalies[^1].Value.Message, StringComparison.Ordinal);

        Window(70, 0);
        Close(71);

        Assert.Equal(2.0, Assert.Single(_driver.Anomalies()).Value.Expectation, 9);
    }

    private void Teach(string device = Rooms.Device)
    {
        for (var window = 0; window < 24; window++)
        {
            Window(window, 0, device);
        }
    }

    private void Window(int window, double difference, string device = Rooms.Device)
    {
        _driver.Room((window * 5) + 1, 21 + difference, device: device);
        _driver.Room((window * 5) + 4, 21 + difference, device: device);
    }

    private void Close(int window, string device = Rooms.Device) => _driver.Room((window * 5) + 0.5, 21, device: device);
}
