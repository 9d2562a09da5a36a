namespace Millrace.Simulation.Faults;

/// <summary>
/// A gateway is cut off. It keeps what its rooms report and delivers it, in order and with the timestamps of the units, once it is back.
/// Nothing of that may be lost or counted as late, and what went wrong meanwhile must still be alerted: a witness fault in one of
/// its rooms, whose alert falls into the outage, proves it.
/// </summary>
public sealed class GatewayOutage : Fault
{
    /// <summary>Creates the fault.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="start">When it goes away.</param>
    /// <param name="end">When it comes back.</param>
    /// <param name="witness">A fault of one of its rooms that is to be alerted out of the backlog.</param>
    public GatewayOutage(string gateway, DateTimeOffset start, DateTimeOffset end, Fault witness)
        : base(FaultKind.GatewayOutage, gateway, start, end) => Witness = witness;

    /// <summary>The fault that is to be alerted out of the backlog.</summary>
    public Fault Witness { get; }

    /// <inheritdoc/>
    public override string Description => "gateway away, comes back with its backlog";
}
