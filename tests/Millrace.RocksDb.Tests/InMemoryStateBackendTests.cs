using Millrace.State;

namespace Millrace.RocksDb.Tests;

public sealed class InMemoryStateBackendTests : StateBackendContract
{
    protected override IStateBackendProvider Provider { get; } = new InMemoryStateBackendProvider();
}
