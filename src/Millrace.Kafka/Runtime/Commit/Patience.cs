namespace Millrace.Kafka.Runtime;

/// <summary>
/// Repeats a call for as long as no broker answers. A worker waits for its cluster, an hour if need be; only one that
/// is to stop gives up.
/// </summary>
/// <param name="slice">How long one call may take; between two calls the thread gives a sign of life.</param>
/// <param name="alive">Gives that sign; throws when waiting is over.</param>
internal sealed class Patience(TimeSpan slice, Action<BrokerUnavailableException> alive)
{
    /// <summary>Calls until it succeeds.</summary>
    /// <param name="call">What to do within a time.</param>
    /// <param name="giveUp">Says when the exception is final after all: a record that was given up will not be delivered by waiting.</param>
    public void Repeat(Action<TimeSpan> call, Func<BrokerUnavailableException, bool>? giveUp = null)
    {
        while (true)
        {
            try
            {
                call(slice);
                return;
            }
            catch (BrokerUnavailableException e) when (giveUp?.Invoke(e) != true)
            {
                alive(e);
            }
        }
    }
}
