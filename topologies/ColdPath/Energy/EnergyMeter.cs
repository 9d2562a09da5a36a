using Millrace.ColdPath.State;

namespace Millrace.ColdPath.Energy;

/// <summary>
/// Makes hours out of an energy meter's totals. Between two totals nothing is known, so their rise is spread evenly over
/// the time between them, and each hour gets its part. It keeps nothing: the same state and the same total give the same step.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>Hours are [start, end) in UTC; a total at 10:00:00 closes the hour from 09:00 and is the first within the next.</item>
/// <item>A meter's first total is where counting begins; the hour in which it lies has only the part after it.</item>
/// <item>A total that fell by less than the noise adds nothing, and the higher one stays the base of the next rise, which is spread
/// over the time since this total, its neighbour. A greater fall is a reset: what the meter shows is what was used since.</item>
/// <item>Two totals at one moment have no time between them: the rise goes to the hour of that moment.</item>
/// </list>
/// </remarks>
internal sealed class EnergyMeter(double noiseKwh)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Takes the next total.</summary>
    /// <param name="before">How far the meter has been read; null before its first total.</param>
    /// <param name="at">When the total was read; not before the newest.</param>
    /// <param name="total">The total, kWh.</param>
    /// <param name="site">What the reading said.</param>
    /// <param name="closed">Takes the hours that are over, in order.</param>
    /// <returns>How far the meter has been read now.</returns>
    public MeterState Take(MeterState? before, DateTimeOffset at, double total, string? site, List<MeterState> closed)
    {
        var hour = HourOf(at);
        if (before is null)
        {
            return new MeterState { Newest = at, Total = total, Hour = hour, Kwh = 0, Readings = 1, Site = site };
        }

        var (rise, newBase) = Rise(before.Total, total);
        var open = before;
        while (open.Hour < hour)
        {
            var end = open.Hour + Hour;
            closed.Add(open with { Kwh = open.Kwh + Part(rise, before.Newest, at, open.Hour, end) });
            open = before with { Hour = end, Kwh = 0, Readings = 0 };
        }

        // The rest is in the hour under way, the whole of it where there is no time between the two totals.
        var rest = at == before.Newest ? rise : Part(rise, before.Newest, at, hour, at);
        return new MeterState { Newest = at, Total = newBase, Hour = hour, Kwh = open.Kwh + rest, Readings = open.Readings + 1, Site = site };
    }

    /// <summary>The start of the hour in which a moment lies. Rounds down before 1970 too.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private (double Rise, double Base) Rise(double before, double total)
    {
        if (total >= before)
        {
            return (total - before, total);
        }

        // Rounded: 10 - 9.99 is not 0.01 in binary, and is no noise.
        return Math.Round(before - total, 6) < noiseKwh ? (0, before) : (total, total);
    }

    /// <summary>The part of a rise between two moments that falls into [start, end).</summary>
    private static double Part(double rise, DateTimeOffset from, DateTimeOffset to, DateTimeOffset start, DateTimeOffset end)
    {
        var first = from > start ? from : start;
        var last = to < end ? to : end;
        return rise * ((last - first) / (to - from));
    }
}
