namespace Millrace.Hvac.Anomalies;

/// <summary>
/// What is normal for a value: an exponentially weighted mean and variance. West's incremental form (as in T. Finch,
/// "Incremental calculation of weighted mean and variance", 2009): delta = x - mean, mean += a delta,
/// var = (1 - a)(var + a delta^2).
/// </summary>
/// <param name="Mean">The expectation.</param>
/// <param name="Variance">The variance.</param>
/// <param name="Lessons">How many values have taught the two; they count values, so that silence ages nothing.</param>
/// <param name="AnomaliesInARow">Anomalous values since the last that was not.</param>
internal readonly record struct LearnedNormal(double Mean, double Variance, int Lessons, int AnomaliesInARow)
{
    /// <summary>Judges a value, then learns from it unless it was anomalous.</summary>
    public LearnedNormal Take(double value, TemperatureAnomalyOptions options, out AnomalyVerdict verdict)
    {
        verdict = Lessons >= options.LeastLessons ? Judge(value, options) : default;
        if (!verdict.IsAnomaly)
        {
            return Learn(value, 1 - Math.Pow(0.5, 1 / options.HalfLifeWindows));
        }

        if (AnomaliesInARow + 1 < options.RelearnAfter)
        {
            return this with { AnomaliesInARow = AnomaliesInARow + 1 };
        }

        verdict = verdict with { Relearning = true };
        return default;
    }

    private AnomalyVerdict Judge(double value, TemperatureAnomalyOptions options)
    {
        var score = Math.Abs(value - Mean) / Math.Max(Math.Sqrt(Variance), options.LeastDeviationCelsius);

        // Rounded for the comparison alone: 0.4 / 0.1 may be a hair less than 4 in binary.
        return new AnomalyVerdict(Math.Round(score, 6) >= options.ScoreLimit, Mean, score, Relearning: false);
    }

    private LearnedNormal Learn(double value, double weight)
    {
        if (Lessons == 0)
        {
            return new LearnedNormal(value, 0, 1, 0);
        }

        var delta = value - Mean;

        // The count matters only until judging begins; saturated, it cannot overflow in a device's long life.
        var lessons = Lessons == int.MaxValue ? Lessons : Lessons + 1;
        return new LearnedNormal(Mean + (weight * delta), (1 - weight) * (Variance + (weight * delta * delta)), lessons, 0);
    }
}

/// <summary>What was thought of a value.</summary>
/// <param name="IsAnomaly">It was judged, and is anomalous.</param>
/// <param name="Expectation">The mean before it.</param>
/// <param name="Score">Its distance from there, in standard deviations.</param>
/// <param name="Relearning">The statistics start anew with the next value.</param>
internal readonly record struct AnomalyVerdict(bool IsAnomaly, double Expectation, double Score, bool Relearning);
