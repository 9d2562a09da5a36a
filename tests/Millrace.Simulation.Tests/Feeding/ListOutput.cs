using Millrace.Simulation.Feeding;

namespace Millrace.Simulation.Tests.Feeding;

/// <summary>Keeps what it is sent.</summary>
internal sealed class ListOutput(Action<OutgoingRecord>? seen = null) : IReadingOutput
{
    public List<OutgoingRecord> Records { get; } = [];

    public bool Flushed { get; private set; }

    public ValueTask SendAsync(OutgoingRecord record, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Records.Add(record);
        Flushed = false;
        seen?.Invoke(record);
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Flushed = true;
        return ValueTask.CompletedTask;
    }
}
