namespace Millrace.SchemaRegistry.Development;

/// <summary>The state and, where there is one, the file that it survives in.</summary>
internal sealed class RegistryStore(RegistryState state, RegistryJournal? journal) : IDisposable
{
    public RegistryState State { get; } = state;

    /// <summary>Keeps a change and makes it; when it cannot be kept, it is not made.</summary>
    public void Change(RegistryEvent change)
    {
        journal?.Append(change);
        State.Apply(change);
    }

    public void Dispose() => journal?.Dispose();
}
