using Millrace.State;

namespace Millrace.Conformance.Ports.VersionedStore;

/// <summary>Does with a versioned store what a record's text says, and forwards what the store answered.</summary>
internal sealed class VersionedCommands(VersionedStoreBuilder<string, string> builder) : Processor<string, string, string, string>
{
    private IVersionedKeyValueStore<string, string> _store = null!;

    public override void Init(IProcessorContext<string, string> context)
    {
        base.Init(context);
        _store = context.Store(builder);
    }

    public override void Process(in Record<string, string> record)
    {
        var command = record.Value.Split(' ');
        var result = command[0] switch
        {
            "put" => Show(_store.Put(record.Key, command[1], record.Timestamp)),
            "null" => Show(_store.Put(record.Key, null!, record.Timestamp)),
            "del" => Show(_store.Delete(record.Key, record.Timestamp)),
            "get" => Show(_store.Get(record.Key)),
            "asof" => Show(_store.Get(record.Key, long.Parse(command[1]))),
            _ => throw new ArgumentException(record.Value),
        };
        Context.Forward(record.WithValue($"{record.Value} -> {result}"));
    }

    // Kafka Streams tells the two special cases by numbers.
    private static string Show(VersionPut put) => $"validTo {(put.IsStored ? put.ValidTo ?? -1 : long.MinValue)}";

    private static string Show(VersionedRecord<string>? version) => version is { } found ? $"{found.Value}@{found.Timestamp}" : "null";
}
