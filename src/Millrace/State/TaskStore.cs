using Millrace.Execution;

namespace Millrace.State;

/// <summary>A store of a task as the commit sees it.</summary>
internal abstract class TaskStore(StreamTask task, int index, string name, string changelogTopic)
{
    private ITopicWriter? _changelog;

    public string Name { get; } = name;

    public string ChangelogTopic { get; } = changelogTopic;

    /// <summary>The index of the task's input that the store is restored from, in place of a changelog; -1 for a store that has one.</summary>
    public int RestoredFromSource { get; } = task.SubTopology.SourceIndex(changelogTopic);

    /// <summary>What was too old to be put; written by the task's thread, read from any.</summary>
    public long Dropped { get; private set; }

    protected StreamTask Task { get; } = task;

    protected int Index { get; } = index;

    protected ITopicWriter Changelog => _changelog ??= RestoredFromSource < 0 ? Task.Environment.Collector.Open(ChangelogTopic) : new NoChangelog(ChangelogTopic);

    /// <summary>Sends downstream what the store holds back until a commit.</summary>
    public virtual void Emit()
    {
    }

    /// <summary>Writes the changed entries to the changelog and to the batch.</summary>
    public abstract void Flush(IStateBatch batch);

    /// <summary>What was flushed has been applied.</summary>
    public abstract void Committed();

    /// <summary>Forgets the changes since the last commit.</summary>
    public abstract void Rollback();

    /// <summary>Puts a changelog record into the batch.</summary>
    public abstract void Restore(RecordCursor record, IStateBatch batch);

    /// <summary>A batch of restored records is about to be applied.</summary>
    public virtual void Restored(IStateBatch batch)
    {
    }

    protected void CountDropped() => Dropped++;
}
