namespace Millrace;

/// <summary>When a windowed aggregate's results go downstream.</summary>
public enum EmitStrategy
{
    /// <summary>When the task commits, the latest result of each window that changed. The default.</summary>
    OnCommit,

    /// <summary>Once, when the window closes.</summary>
    OnWindowClose,
}
