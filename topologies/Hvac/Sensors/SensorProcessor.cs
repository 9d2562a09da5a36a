using Millrace.Hvac.Alarms;
using Millrace.Hvac.People;
using Millrace.Hvac.State;
using Millrace.State;

namespace Millrace.Hvac.Sensors;

/// <summary>Watches the room sensor of each device, and tells when it dies and when it lives again.</summary>
internal sealed class SensorProcessor(SensorWatch watch, KeyValueStoreBuilder<string, SensorState> store)
    : Processor<string, HvacReading, string, AlarmChange>
{
    private IKeyValueStore<string, SensorState> _states = null!;

    public override void Init(IProcessorContext<string, AlarmChange> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        base.Init(context);
        _states = context.Store(store);
    }

    public override void Process(in Record<string, HvacReading> record)
    {
        var reading = record.Value;
        _states.TryGet(record.Key, out var before);
        var step = watch.Judge(before, reading.Timestamp, reading.AmbientTemperature, reading.Mode == Mode.Off);
        if (step.Event == AlarmEvent.Late)
        {
            Context.CountLate();
            return;
        }

        _states.Put(record.Key, step.State);
        if (step.Alarm is { } alarm)
        {
            var lasted = reading.Timestamp - alarm.Began;
            var message = Describe(step.Event, alarm, lasted, reading);
            var change = new AlarmChange(
                AlertKind.Sensor, step.Event, Severity.Warning, alarm.Began, alarm.Raised, lasted.TotalMinutes, alarm.Limit, message, reading);
            Context.Forward(new Record<string, AlarmChange>(record.Key, change, record.Timestamp));
        }
    }

    private static string Describe(AlarmEvent what, SensorAlarm alarm, TimeSpan lasted, HvacReading reading)
    {
        var device = reading.DeviceId;
        var duration = Say.Duration(lasted);
        return (what, alarm.Value) switch
        {
            (AlarmEvent.Raised, { } value) => $"The room sensor of {device} is stuck: it has said {Say.Number(value, 3)} °C for {duration}.",
            (AlarmEvent.Raised, null) => $"The room sensor of {device} is silent: it has said nothing for {duration}.",
            _ when reading.Mode == Mode.Off => $"{device} was switched off; its sensor alarm ends after {duration}.",
            _ => $"The room sensor of {device} works again after {duration}: {Say.Celsius(reading.AmbientTemperature.GetValueOrDefault())}.",
        };
    }
}
