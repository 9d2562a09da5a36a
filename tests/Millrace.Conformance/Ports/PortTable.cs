using Millrace.Conformance.Ports.Aggregate;
using Millrace.Conformance.Ports.Caching;
using Millrace.Conformance.Ports.Cogroup;
using Millrace.Conformance.Ports.Error;
using Millrace.Conformance.Ports.Processor;
using Millrace.Conformance.Ports.Repartition;
using Millrace.Conformance.Ports.Stateless;
using Millrace.Conformance.Ports.StreamJoin;
using Millrace.Conformance.Ports.StreamTableJoin;
using Millrace.Conformance.Ports.Suppress;
using Millrace.Conformance.Ports.Table;
using Millrace.Conformance.Ports.TableJoin;
using Millrace.Conformance.Ports.TableJoinFk;
using Millrace.Conformance.Ports.Timestamp;
using Millrace.Conformance.Ports.VersionedStore;
using Millrace.Conformance.Ports.Window;

namespace Millrace.Conformance.Ports;

/// <summary>Every port, by family and case.</summary>
internal static class PortTable
{
    private static readonly Dictionary<string, IReadOnlyDictionary<string, Port>> Families = new(StringComparer.Ordinal)
    {
        ["stateless"] = StatelessPorts.All,
        ["table"] = TablePorts.All,
        ["table-join"] = TableJoinPorts.All,
        ["table-join-fk"] = TableJoinFkPorts.All,
        ["aggregate"] = AggregatePorts.All,
        ["cogroup"] = CogroupPorts.All,
        ["window"] = new Dictionary<string, Port>([.. WindowPorts.All, .. SessionPorts.All], StringComparer.Ordinal),
        ["suppress"] = SuppressPorts.All,
        ["stream-join"] = StreamJoinPorts.All,
        ["stream-table-join"] = StreamTableJoinPorts.All,
        ["versioned-store"] = VersionedStorePorts.All,
        ["processor"] = ProcessorPorts.All,
        ["timestamp"] = TimestampPorts.All,
        ["repartition"] = RepartitionPorts.All,
        ["error"] = ErrorPorts.All,
        ["caching"] = CachingPorts.All,
    };

    /// <summary>Whether the family is known here.</summary>
    public static bool Knows(string family) => Families.ContainsKey(family);

    /// <summary>The port of a case, or null.</summary>
    public static Port? Find(string family, string name) => Families.GetValueOrDefault(family)?.GetValueOrDefault(name);
}
