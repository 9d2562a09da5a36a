namespace Millrace.Simulation.Faults;

/// <summary>What can break in the simulated building; a row each in <see cref="FaultCatalog"/>.</summary>
public enum FaultKind
{
    /// <summary>A damper that no longer follows its thermostat: the room overheats or is overcooled.</summary>
    StuckDamper,

    /// <summary>A room sensor that tells more or less than the truth, a little more of it every minute.</summary>
    SensorDrift,

    /// <summary>A unit that loses its refrigerant and with it its capacity.</summary>
    RefrigerantLeak,

    /// <summary>A room sensor that repeats its last value.</summary>
    StuckSensor,

    /// <summary>A room sensor that gives no value any more, while its unit goes on reporting.</summary>
    SilentSensor,

    /// <summary>A gateway that goes away and comes back with the backlog of all its rooms.</summary>
    GatewayOutage,

    /// <summary>A record that no consumer can use.</summary>
    Poison,
}
