using Millrace.Hvac.People;
using Millrace.Hvac.State;
using Millrace.State;

namespace Millrace.Hvac.Anomalies;

/// <summary>Judges the windows of each device as they close, in order, and learns from them.</summary>
internal sealed class AnomalyProcessor(TemperatureAnomalyOptions options, KeyValueStoreBuilder<string, AnomalyState> store)
    : Processor<Windowed<string>, WindowMean, string, TemperatureAnomaly>
{
    private IKeyValueStore<string, AnomalyState> _states = null!;

    public override void Init(IProcessorContext<string, TemperatureAnomaly> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        base.Init(context);
        _states = context.Store(store);
    }

    public override void Process(in Record<Windowed<string>, WindowMean> record)
    {
        var device = record.Key.Key;
        var value = record.Value.Sum / record.Value.Count;
        var before = _states.TryGet(device, out var state)
            ? new LearnedNormal(state.Mean, state.Variance, state.Lessons, state.AnomaliesInARow)
            : default;
        var normal = before.Take(value, options, out var verdict);
        _states.Put(device, new AnomalyState
        {
            Mean = normal.Mean,
            Variance = normal.Variance,
            Lessons = normal.Lessons,
            AnomaliesInARow = normal.AnomaliesInARow,
        });
        if (verdict.IsAnomaly)
        {
            Context.Forward(new Record<string, TemperatureAnomaly>(device, Describe(record.Key, record.Value.Site, value, verdict), record.Key.End));
        }
    }

    private static TemperatureAnomaly Describe(in Windowed<string> window, string? site, double value, in AnomalyVerdict verdict)
    {
        var side = value > verdict.Expectation ? "warmer" : "colder";
        var distance = $"{Say.Celsius(Math.Abs(value - verdict.Expectation))} {side} than it usually is at its set point";
        var relearns = verdict.Relearning ? " It has lasted so long that it is taken for normal from now on." : "";
        return new TemperatureAnomaly
        {
            DeviceId = window.Key,
            Site = site,
            WindowStart = window.StartTime,
            WindowEnd = window.EndTime,
            Value = value,
            Expectation = verdict.Expectation,
            Score = verdict.Score,
            Relearning = verdict.Relearning,
            Message = $"{window.Key} was {distance}, {Say.Number(verdict.Score)} times the usual deviation.{relearns}",
        };
    }
}
