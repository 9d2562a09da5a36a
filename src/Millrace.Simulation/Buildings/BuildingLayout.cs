namespace Millrace.Simulation.Buildings;

/// <summary>A building as it was built: its rooms and gateways. Immutable; two of the same options are equal.</summary>
public sealed class BuildingLayout
{
    private readonly Dictionary<string, RoomProfile> _byDevice;

    /// <summary>Draws the building.</summary>
    /// <exception cref="SimulationOptionsException">An option breaks its rule; correct it.</exception>
    public BuildingLayout(BuildingOptions options)
    {
        options.Validate();
        Options = options;
        Rooms = [.. Enumerable.Range(0, options.Rooms).Select(index => new RoomProfile(options, index))];
        Gateways = [.. Rooms.Select(room => room.Gateway).Distinct(StringComparer.Ordinal)];
        _byDevice = Rooms.ToDictionary(room => room.DeviceId, StringComparer.Ordinal);
    }

    /// <summary>What it was drawn from.</summary>
    public BuildingOptions Options { get; }

    /// <summary>All rooms, floor by floor.</summary>
    public IReadOnlyList<RoomProfile> Rooms { get; }

    /// <summary>All gateways, one a floor.</summary>
    public IReadOnlyList<string> Gateways { get; }

    /// <summary>The room of a unit; null when the building has no such unit.</summary>
    public RoomProfile? Find(string deviceId) => _byDevice.GetValueOrDefault(deviceId);
}
