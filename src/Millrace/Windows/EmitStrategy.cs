namespace Millrace;

/// <summary>When the results of a table or a windowed aggregate go downstream.</summary>
public enum EmitStrategy
{
    /// <summary>When the task commits, the latest result of each key that changed: what Kafka Streams' record cache gives. The default.</summary>
    OnCommit,

    /// <summary>With each update, as Kafka Streams does without a cache.</summary>
    OnUpdate,

    /// <summary>Once, when the window closes; for windows only.</summary>
    OnWindowClose,
}
