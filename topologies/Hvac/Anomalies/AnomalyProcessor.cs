using Millrace.Hvac.People;
using Millrace.Hvac.State;
using Millrace.State;

namespace Millrace.Hvac.Anomalies;

/// <summary>Puts the readings of each device into windows, and judges the windows as they close.</summary>
internal sealed class AnomalyProcessor(TemperatureAnomalyOptions options, KeyValueStoreBuilder<string, AnomalyState> store)
    : Processor<string, HvacReading, string, TemperatureAnomaly>
{
    private readonly WindowMeans _windows = new(options.WindowSize, options.Grace);
    private IKeyValueStore<string, AnomalyState> _states = null!;

    public override void Init(IProcessorContext<string, TemperatureAnomaly> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        base.Init(context);
        _states = context.Store(store);
    }

    public override void Process(in Record<string, HvacReading> record)
    {
        var reading = record.Value;
        if (reading.Mode == Mode.Off || reading.Occupied == false || reading is not { AmbientTemperature: { } ambient, DesiredTemperature: { } desired })
        {
            return;
        }

        var at = reading.Timestamp;
        if (!_states.TryGet(record.Key, out var state))
        {
            state = new AnomalyState { Newest = at, Windows = [] };
        }
        else if (_windows.IsClosed(at, state.Newest))
        {
            Context.CountLate();
            return;
        }

        var newest = at > state.Newest ? at : state.Newest;
        var open = _windows.Add(state.Windows, at, ambient - desired, reading.Site);
        var closed = _windows.CountClosed(open, newest);
        var normal = new LearnedNormal(state.Mean, state.Variance, state.Lessons, state.AnomaliesInARow);
        for (var i = 0; i < closed; i++)
        {
            var mean = open[i].Sum / open[i].Count;
            normal = normal.Take(mean, options, out var verdict);
            if (verdict.IsAnomaly)
            {
                Tell(record.Key, open[i], mean, verdict);
            }
        }

        _states.Put(record.Key, new AnomalyState
        {
            Newest = newest,
            Windows = open[closed..],
            Mean = normal.Mean,
            Variance = normal.Variance,
            Lessons = normal.Lessons,
            AnomaliesInARow = normal.AnomaliesInARow,
        });
    }

    private void Tell(string device, OpenWindow window, double value, in AnomalyVerdict verdict)
    {
        var end = _windows.EndOf(window);
        var side = value > verdict.Expectation ? "warmer" : "colder";
        var relearns = verdict.Relearning ? " It has lasted so long that it is taken for normal from now on." : "";
        var anomaly = new TemperatureAnomaly
        {
            DeviceId = device,
            Site = window.Site,
            WindowStart = window.Start,
            WindowEnd = end,
            Value = value,
            Expectation = verdict.Expectation,
            Score = verdict.Score,
            Relearning = verdict.Relearning,
            Message = $"{device} was {Say.Celsius(Math.Abs(value - verdict.Expectation))} {side} than it usually is at its set point, {Say.Number(verdict.Score)} times the usual deviation.{relearns}",
        };
        Context.Forward(new Record<string, TemperatureAnomaly>(device, anomaly, end.ToUnixTimeMilliseconds()));
    }
}
