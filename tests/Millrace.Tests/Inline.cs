namespace Millrace.Tests;

/// <summary>A topology written in the test that uses it.</summary>
internal sealed class Inline(Action<StreamsBuilder> define) : Topology
{
    protected override void Define(StreamsBuilder streams) => define(streams);
}
