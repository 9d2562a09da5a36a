namespace Millrace.Kafka;

/// <summary>What a worker is doing.</summary>
/// <remarks>
/// <code>
///   Created -> Starting -> Joining &lt;-> Restoring &lt;-> Running -> Stopping -> Stopped
///                  \__________\____________\____________\___________\-> Failed
/// </code>
/// </remarks>
public enum WorkerState
{
    /// <summary>It has not been started.</summary>
    Created,

    /// <summary>It looks for the broker and its topics, and prepares its serdes.</summary>
    Starting,

    /// <summary>It waits for its part of the partitions.</summary>
    Joining,

    /// <summary>It has its partitions; some of the tasks are still getting their state.</summary>
    Restoring,

    /// <summary>All of its tasks run.</summary>
    Running,

    /// <summary>It was asked to stop: it commits and gives its partitions back.</summary>
    Stopping,

    /// <summary>It has stopped as asked.</summary>
    Stopped,

    /// <summary>It has ended because of an error.</summary>
    Failed,
}
