namespace Millrace.Kafka;

/// <summary>What a task is doing.</summary>
/// <remarks>
/// <code>
///   Restoring -> Running &lt;-> Suspended
///       \___________\___________\-> Closed
/// </code>
/// </remarks>
public enum TaskState
{
    /// <summary>Its state is being completed from the changelogs.</summary>
    Restoring,

    /// <summary>It takes records.</summary>
    Running,

    /// <summary>Its partitions were revoked; its state stays open in case that they come back.</summary>
    Suspended,

    /// <summary>It has gone.</summary>
    Closed,
}
