using Millrace.Simulation.Buildings;
using Millrace.Simulation.Faults;

namespace Millrace.Simulation.Feeding;

/// <summary>A record and the moment at which it leaves the building.</summary>
internal readonly record struct FeedItem(DateTimeOffset SentAt, OutgoingRecord Record);

/// <summary>
/// What leaves the building, in the order in which it leaves: readings as they are taken, poison in between, and the backlog of a
/// gateway when it is back, in the order in which its rooms measured.
/// </summary>
internal sealed class FeedTimeline
{
    private readonly Building _building;
    private readonly List<(DateTimeOffset At, int Order, Fault Fault)> _events = [];
    private readonly Dictionary<string, Queue<OutgoingRecord>> _backlogs = new(StringComparer.Ordinal);
    private int _nextEvent;

    public FeedTimeline(Building building, FaultPlan? faults)
    {
        _building = building;
        foreach (var outage in faults?.Outages ?? [])
        {
            _events.Add((outage.Start, 1, outage));
            _events.Add((outage.End, 0, outage));
        }

        foreach (var poison in faults?.Poison ?? [])
            _events.Add((poison.Start, 2, poison));
        _events.Sort((x, y) => x.At != y.At ? x.At.CompareTo(y.At) : x.Order.CompareTo(y.Order));
        _nextEvent = _events.FindIndex(item => item.At >= building.Layout.Options.Start);
        if (_nextEvent < 0)
            _nextEvent = _events.Count;
    }

    /// <summary>Readings that gateways hold back at the moment.</summary>
    public int HeldBack => _backlogs.Values.Sum(backlog => backlog.Count);

    /// <summary>Everything from the building's start on, without end; to be enumerated once.</summary>
    public IEnumerable<FeedItem> Items()
    {
        foreach (var reading in _building.Readings())
        {
            for (; _nextEvent < _events.Count && _events[_nextEvent].At <= reading.Timestamp; _nextEvent++)
            {
                foreach (var item in Happen(_events[_nextEvent].At, _events[_nextEvent].Fault))
                    yield return item;
            }

            var record = OutgoingRecord.Of(reading);
            if (_backlogs.TryGetValue(_building.Layout.Find(reading.DeviceId)!.Gateway, out var backlog))
                backlog.Enqueue(record);
            else
                yield return new FeedItem(reading.Timestamp, record);
        }
    }

    private IEnumerable<FeedItem> Happen(DateTimeOffset at, Fault fault)
    {
        switch (fault)
        {
            case PoisonRecord poison:
                yield return new FeedItem(at, poison.ToRecord());
                break;
            case GatewayOutage outage when at == outage.Start:
                _backlogs.TryAdd(outage.Target, new Queue<OutgoingRecord>());
                break;
            case GatewayOutage outage when _backlogs.Remove(outage.Target, out var backlog):
                foreach (var record in backlog)
                    yield return new FeedItem(at, record);
                break;
        }
    }
}
