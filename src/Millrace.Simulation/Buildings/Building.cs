using Millrace.Hvac;
using Millrace.Simulation.Faults;

namespace Millrace.Simulation.Buildings;

/// <summary>
/// A building that is lived in: weather outside, people inside, a unit in every room that reports once in each interval.
/// A room without a fault never meets an alert rule: see <c>docs/demo-faults.md</c>.
/// </summary>
/// <param name="layout">The building as it was built.</param>
/// <param name="faults">What breaks when; null for a building in which nothing does.</param>
public sealed class Building(BuildingLayout layout, FaultPlan? faults = null)
{
    /// <summary>The building runs unobserved for so long before its first reading, so that no room starts in an odd state.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromHours(6);

    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(1);

    /// <summary>The building as it was built.</summary>
    public BuildingLayout Layout { get; } = layout;

    /// <summary>
    /// All readings from the start on, without end, in the order of their timestamps, as the units took them: before a gateway
    /// holds any of them back. Each enumeration begins anew and gives the same.
    /// </summary>
    public IEnumerable<HvacReading> Readings()
    {
        var options = Layout.Options;
        var interval = options.ReadingInterval;
        var steps = (int)Math.Ceiling(interval / LongestStep);
        var step = interval / steps;
        var weather = new Weather(options.Seed);
        var rooms = Layout.Rooms
            .OrderBy(room => room.ReportOffset)
            .Select(room => (
                Simulation: new RoomSimulation(room, options.Seed, faults?.ForDevice(room.DeviceId) ?? []),
                Offset: TimeSpan.FromMilliseconds(Math.Floor(room.ReportOffset * interval.TotalMilliseconds))))
            .ToArray();

        var intervalStart = options.Start - (interval * (int)Math.Ceiling(WarmUp / interval));
        for (; ; intervalStart += interval)
        {
            for (var i = 0; i < steps; i++)
            {
                var now = intervalStart + (step * i);
                weather.Advance(now, step);
                foreach (var room in rooms)
                    room.Simulation.Advance(now, step, weather);
            }

            if (intervalStart < options.Start)
                continue;
            foreach (var (simulation, offset) in rooms)
                yield return simulation.Read(intervalStart + offset);
        }
    }
}
