using Millrace.Execution;
using Millrace.State;

namespace Millrace.Graph;

/// <summary>A store as its author named it: plain data until a task opens it.</summary>
internal abstract class StoreDefinition(string name, string kind, SourcePlace place)
{
    public string Name { get; } = name;

    /// <summary>The kind for the description, for example <c>key-value</c>.</summary>
    public string Kind { get; } = kind;

    public SourcePlace Place { get; } = place;

    /// <summary>What else makes its bytes mean what they mean, such as the size of its windows, for descriptions and their comparison.</summary>
    public IReadOnlyList<StoreFact> Facts { get; init; } = [];

    /// <summary>The changelog's cleanup policy.</summary>
    public virtual CleanupPolicy ChangelogCleanup => CleanupPolicy.Compact;

    /// <summary>Further settings of the changelog by their Kafka names.</summary>
    public virtual IReadOnlyDictionary<string, string> ChangelogSettings => System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>How long the changelog's records are kept where the policy deletes.</summary>
    public virtual TimeSpan? ChangelogRetention => null;

    /// <summary>The input topic that holds what the store holds, so that it needs no changelog; null for a store that has one.</summary>
    public string? SourceTopic { get; init; }

    /// <summary>Where the store is restored from.</summary>
    public string ChangelogTopic(string applicationId) => SourceTopic ?? $"{applicationId}-{Name}-changelog";

    public abstract void Resolve(SerdeResolution resolution);

    /// <summary>Makes the store of one task over its part of the task's backend.</summary>
    public abstract TaskStore Create(StreamTask task, int index);
}
