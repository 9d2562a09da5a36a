namespace Millrace.Simulation.Feeding;

/// <summary>Where simulated and recorded readings go: a producer with a serializer, a list in a test. Called by one caller at a time.</summary>
public interface IReadingOutput
{
    /// <summary>Sends one record after those before it. Waits where the output is full; throws where it cannot send.</summary>
    ValueTask SendAsync(OutgoingRecord record, CancellationToken cancellationToken);

    /// <summary>Returns when everything that was sent has arrived. Called when history is through, and at the end.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
