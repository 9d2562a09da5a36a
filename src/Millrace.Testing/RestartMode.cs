namespace Millrace.Testing;

/// <summary>What a restart finds.</summary>
public enum RestartMode
{
    /// <summary>The tasks' local state, as after a restart on the same machine.</summary>
    KeepState,

    /// <summary>No local state, as on another machine: it is restored from the changelogs.</summary>
    LoseState,
}
