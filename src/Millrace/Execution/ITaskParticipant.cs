namespace Millrace.Execution;

/// <summary>Something in a task that has to become durable with the task's commit, for example files.</summary>
internal interface ITaskParticipant : IDisposable
{
    /// <summary>The index of the task's source that it follows.</summary>
    int Source { get; }

    /// <inheritdoc cref="IExternalSink{TKey, TValue}.Refused"/>
    void Refused(in RecordOrigin origin, string reason);

    /// <inheritdoc cref="IExternalSink{TKey, TValue}.BeforeCommit"/>
    void BeforeCommit(long endOffset);

    /// <inheritdoc cref="IExternalSink{TKey, TValue}.AfterCommit"/>
    void AfterCommit();

    /// <inheritdoc cref="IExternalSink{TKey, TValue}.Rollback"/>
    void Rollback();
}
