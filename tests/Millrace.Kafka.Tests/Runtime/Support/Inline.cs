namespace Millrace.Kafka.Tests.Runtime.Support;

/// <summary>A topology said in place.</summary>
internal sealed class Inline(Action<StreamsBuilder> define) : Topology
{
    public static TopologyGraph Graph(string application, Action<StreamsBuilder> define, ISerdeProvider? serdes = null) =>
        new StreamsBuilder().Add(new Inline(define)).Build(application, serdes);

    protected override void Define(StreamsBuilder streams) => define(streams);
}
