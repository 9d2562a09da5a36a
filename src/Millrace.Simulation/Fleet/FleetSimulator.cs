using Millrace.Hvac;
using Millrace.Simulation.Feeding;

namespace Millrace.Simulation.Fleet;

/// <summary>
/// The readings of a fleet, each a function of its number alone: any part can be computed without what came before. The units
/// report in turn, <see cref="FleetOptions.Rate"/> readings a second, and meet no alert rule.
/// </summary>
public sealed class FleetSimulator
{
    private readonly FleetNames _names;

    /// <summary>Creates the fleet.</summary>
    /// <exception cref="SimulationOptionsException">An option breaks its rule; correct it.</exception>
    public FleetSimulator(FleetOptions options)
    {
        options.Validate();
        Options = options;
        _names = new FleetNames(options.Devices, options.Sites);
    }

    /// <summary>What was asked for.</summary>
    public FleetOptions Options { get; }

    /// <summary>Time of a reading, numbered from 0.</summary>
    public DateTimeOffset TimestampOf(long number) => Options.Start + TimeSpan.FromMilliseconds(Math.Floor(number / Options.Rate * 1_000));

    /// <summary>A reading, numbered from 0.</summary>
    public HvacReading Reading(long number)
    {
        var device = (int)(number % Options.Devices);
        var noise = SimulationRandom.Hash(Options.Seed, number, 0);
        var character = SimulationRandom.Hash(Options.Seed, device, 1);
        var timestamp = TimestampOf(number);
        var hours = (timestamp - Options.Start).TotalHours;
        var swing = Math.Sin(2 * Math.PI * ((hours / 2) + Part(character, 0)));
        var desired = 21 + Math.Floor(Part(character, 1) * 6) / 2;
        var meanPower = 300 + (900 * Part(character, 2));
        return new HvacReading
        {
            DeviceId = _names.Device(device),
            Timestamp = timestamp,
            Site = _names.Site(device),
            AmbientTemperature = Math.Round(desired + (0.2 * swing) + (0.1 * (Part(noise, 0) - 0.5)), 3),
            DesiredTemperature = desired,
            Humidity = Math.Round(45 + (5 * swing) + Part(noise, 1), 1),
            Co2 = 600 + (int)(100 * swing) + (int)(10 * Part(noise, 2)),
            BlowerSpeed = Math.Round(50 + (20 * swing), 1),
            Load = Math.Round(40 + (20 * swing), 1),
            Power = Math.Round(meanPower * (1 + (0.2 * swing) + (0.02 * Part(noise, 3))), 1),
            Energy = Math.Round(1_000 + (10_000 * Part(character, 3)) + (meanPower * hours / 1_000), 4),
            Mode = Mode.Cooling,
            Occupied = true,
        };
    }

    /// <summary>Sends the readings, each not before the clock shows its time: a fleet never runs ahead of its clock.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="clock">A clock that runs.</param>
    /// <param name="count">How many; null for no end.</param>
    /// <param name="cancellationToken">Ends it, also while it waits.</param>
    /// <returns>The number of readings sent.</returns>
    public async Task<long> RunAsync(IReadingOutput output, SimulatedClock clock, long? count, CancellationToken cancellationToken)
    {
        long sent = 0;
        while (sent < (count ?? long.MaxValue))
        {
            // One look at the clock for all that is due, since a timer is a thousand times dearer than a reading.
            var due = Math.Min(DueBy(clock.GetUtcNow()), count ?? long.MaxValue);
            for (; sent < due; sent++)
                await output.SendAsync(OutgoingRecord.Of(Reading(sent)), cancellationToken);
            if (sent < (count ?? long.MaxValue))
                await WaitAsync(clock, sent, cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
        return sent;
    }

    /// <summary>Readings whose time has come.</summary>
    private long DueBy(DateTimeOffset now)
    {
        var due = Math.Max(0, (long)Math.Floor((now - Options.Start).TotalSeconds * Options.Rate));
        while (TimestampOf(due) <= now)
            due++;
        return due;
    }

    private async ValueTask WaitAsync(SimulatedClock clock, long number, CancellationToken cancellationToken)
    {
        var wait = clock.RealTimeUntil(TimestampOf(number));
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 1, 1_000)), clock, cancellationToken);
    }

    /// <summary>Four numbers in [0, 1) out of one hash.</summary>
    private static double Part(ulong bits, int part) => ((bits >> (part * 16)) & 0xFFFF) * (1.0 / 65_536);
}
