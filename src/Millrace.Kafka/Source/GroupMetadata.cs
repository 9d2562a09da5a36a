namespace Millrace.Kafka;

/// <summary>A membership at one moment, which a transaction presents with its offsets.</summary>
public abstract class GroupMetadata : IDisposable
{
    /// <summary>The group.</summary>
    public abstract string GroupId { get; }

    /// <summary>The id that the broker gave the member.</summary>
    public abstract string MemberId { get; }

    /// <summary>The static instance id, or null.</summary>
    public abstract string? InstanceId { get; }

    /// <summary>The group's generation, or under KIP-848 the member's epoch; -1 outside the group.</summary>
    public abstract int Generation { get; }

    /// <summary>Frees it.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees it.</summary>
    protected abstract void Dispose(bool disposing);
}
