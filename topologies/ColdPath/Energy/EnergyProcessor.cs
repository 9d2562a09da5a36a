using Millrace.ColdPath.State;
using Millrace.Hvac;
using Millrace.State;

namespace Millrace.ColdPath.Energy;

/// <summary>Reads the energy meter of each device, and tells its hours as they are over.</summary>
internal sealed class EnergyProcessor(EnergyMeter meter, KeyValueStoreBuilder<string, MeterState> store)
    : Processor<string, HvacReading, string, EnergyHour>
{
    private readonly List<MeterState> _closed = [];
    private IKeyValueStore<string, MeterState> _states = null!;

    public override void Init(IProcessorContext<string, EnergyHour> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        base.Init(context);
        _states = context.Store(store);
    }

    public override void Process(in Record<string, HvacReading> record)
    {
        var reading = record.Value;
        if (reading.Energy is not { } total)
        {
            return;
        }

        var isKnown = _states.TryGet(record.Key, out var before);
        if (isKnown && reading.Timestamp < before!.Newest)
        {
            Context.CountLate();
            return;
        }

        _states.Put(record.Key, meter.Take(isKnown ? before : null, reading.Timestamp, total, reading.Site, _closed));
        foreach (var closed in _closed)
        {
            var hour = new EnergyHour { DeviceId = record.Key, Site = closed.Site, Hour = closed.Hour, Kwh = closed.Kwh, Readings = closed.Readings };
            Context.Forward(new Record<string, EnergyHour>(record.Key, hour, closed.Hour.AddHours(1).ToUnixTimeMilliseconds()));
        }

        _closed.Clear();
    }
}
