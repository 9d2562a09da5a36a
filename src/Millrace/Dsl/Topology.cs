namespace Millrace;

/// <summary>
/// A topology: what is read, what is done with it, where it goes. Derive from it, one class a file, and say it in
/// <see cref="Define"/>. It is plain data until it is run: the same object runs in the test driver and in a worker.
/// </summary>
public abstract class Topology
{
    /// <summary>What people call it; by default the class's name.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Says what the topology does. Called once for each graph that is built.</summary>
    protected abstract void Define(StreamsBuilder streams);

    internal void DefineInto(StreamsBuilder streams) => Define(streams);
}
