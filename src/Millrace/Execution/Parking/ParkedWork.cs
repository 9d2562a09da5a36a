using System.Collections.Concurrent;

namespace Millrace.Execution;

/// <summary>
/// The records of a task that wait for something outside of it. Calls end on any thread and queue up here; the task's
/// thread takes them from the queue and lets their records go on.
/// </summary>
internal sealed class ParkedWork
{
    private readonly List<IParkingOperator> _operators = [];
    private readonly ConcurrentQueue<ParkedCall> _completed = new();

    /// <summary>Whether the task has operators that park records.</summary>
    public bool IsUsed => _operators.Count > 0;

    /// <summary>Whether a record is parked.</summary>
    public bool Any
    {
        get
        {
            foreach (var parking in _operators)
            {
                if (parking.Parked > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether the task should read no more until something is done.</summary>
    public bool IsFull
    {
        get
        {
            foreach (var parking in _operators)
            {
                if (parking.IsFull)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public void Join(IParkingOperator parking) => _operators.Add(parking);

    /// <summary>A call is over; from any thread.</summary>
    public void Complete(ParkedCall call) => _completed.Enqueue(call);

    /// <summary>Goes on with the records whose calls are over.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Pump()
    {
        var any = false;
        while (_completed.TryDequeue(out var call))
        {
            call.Finish();
            any = true;
        }

        return any;
    }

    /// <summary>Forgets all of them; calls under way are cancelled and their results thrown away.</summary>
    public void Abandon()
    {
        foreach (var parking in _operators)
        {
            parking.Abandon();
        }

        _completed.Clear();
    }
}

/// <summary>An operator that lets records wait for something outside of the task.</summary>
internal interface IParkingOperator
{
    /// <summary>How many records wait.</summary>
    int Parked { get; }

    /// <summary>Whether as many wait as may.</summary>
    bool IsFull { get; }

    /// <summary>Forgets them.</summary>
    void Abandon();
}
