namespace Millrace.Simulation.Buildings;

/// <summary>What a room is used for, which decides when there are people in it and how much heat they and their machines give off.</summary>
public enum RoomKind
{
    /// <summary>A few people in office hours.</summary>
    Office,

    /// <summary>Many people for an hour, nobody for the next.</summary>
    Meeting,

    /// <summary>A laboratory that is staffed, and whose machines run, around the clock.</summary>
    Laboratory,
}
