using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Silences;

/// <summary>A store of when each key was heard last.</summary>
internal sealed class SilenceStoreDefinition<TKey>(string name, Serde<TKey>? keySerde, TimeSpan after, SourcePlace place)
    : StoreDefinition(name, "silence", place)
    where TKey : notnull
{
    private Serde<TKey>? _keySerde;

    public override void Resolve(SerdeResolution resolution) =>
        _keySerde = resolution.Find(keySerde, new SerdeContext(ChangelogTopic(resolution.ApplicationId), IsKey: true), SerdeUse.Both, Place, Name);

    public override TaskStore Create(StreamTask task, int index) =>
        new SilenceStore<TKey>(task, index, Name, ChangelogTopic(task.ApplicationId), _keySerde!, (long)after.TotalMilliseconds);
}
