using Millrace.Execution;
using Millrace.Graph;
using Millrace.State;

namespace Millrace.Joins;

/// <summary>Where the records of a left or outer join are kept that have no partner yet.</summary>
internal sealed class PendingRecordsDefinition<TKey, TLeft, TRight>(
    string name, StreamJoined<TKey, TLeft, TRight> joined, JoinWindows windows, SourcePlace place)
    : StoreDefinition(name, "unmatched", place)
    where TKey : notnull
{
    private Serde<TKey>? _keySerde;
    private Serde<TLeft>? _leftSerde;
    private Serde<TRight>? _rightSerde;

    public override void Resolve(SerdeResolution resolution)
    {
        var topic = ChangelogTopic(resolution.ApplicationId);
        _keySerde = resolution.Find(joined.KeySerde, new SerdeContext(topic, IsKey: true), SerdeUse.Both, Place, Name);
        _leftSerde = resolution.Find(joined.LeftSerde, new SerdeContext(topic, IsKey: false), SerdeUse.Both, Place, Name);
        _rightSerde = resolution.Find(joined.RightSerde, RightContext(topic), SerdeUse.Both, Place, Name);
    }

    public override TaskStore Create(StreamTask task, int index)
    {
        var topic = ChangelogTopic(task.ApplicationId);
        return new PendingRecords<TKey, TLeft, TRight>(
            task, index, Name, topic, new PendingCodec<TKey, TLeft, TRight>(topic, RightContext(topic), _keySerde!, _leftSerde!, _rightSerde!), windows);
    }

    // A place of its own: two types under one subject would have to be compatible with each other.
    private static SerdeContext RightContext(string topic) => new($"{topic}-right", IsKey: false);
}
