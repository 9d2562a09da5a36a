using Millrace.Hvac.State;
using Millrace.State;

namespace Millrace.Hvac.Alarms;

/// <summary>Leads one kind of alarm for each device, and tells its steps.</summary>
internal sealed class AlarmProcessor(AlarmRule rule, AlarmLifeCycle lifeCycle, KeyValueStoreBuilder<string, AlarmState> store)
    : Processor<string, HvacReading, string, AlarmChange>
{
    private IKeyValueStore<string, AlarmState> _states = null!;

    public override void Init(IProcessorContext<string, AlarmChange> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        base.Init(context);
        _states = context.Store(store);
    }

    public override void Process(in Record<string, HvacReading> record)
    {
        var reading = record.Value;
        if (rule.Measure(reading) is not { } value)
        {
            return;
        }

        _states.TryGet(record.Key, out var before);
        var step = lifeCycle.Judge(before, rule.Signal(reading, value));
        if (step.Event == AlarmEvent.Late)
        {
            Context.CountLate();
            return;
        }

        _states.Put(record.Key, step.State);
        if (step.IsTold)
        {
            var limit = rule.Limits.Of(step.Event, step.Severity);
            var message = rule.Describe(step, value, reading);
            var change = new AlarmChange(rule.Kind, step.Event, step.Severity, step.Began, step.Raised, value, limit, message, reading);

            // Without the reading's headers: an alarm is made of many readings.
            Context.Forward(new Record<string, AlarmChange>(record.Key, change, record.Timestamp));
        }
    }
}
