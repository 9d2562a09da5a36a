using Millrace.Simulation.Buildings;

namespace Millrace.Cli.Commands.Demo;

/// <summary>How the demo runs.</summary>
internal sealed record DemoOptions
{
    public const double DefaultSpeed = 120;

    /// <summary>How long it runs in real time; null until it is stopped.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>Building time over real time.</summary>
    public double Speed { get; init; } = DefaultSpeed;

    /// <summary>The building; its start is that of the history.</summary>
    public BuildingOptions Building { get; init; } = new();

    /// <summary>What comes before the live part, so that windows have something to compare with.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Whether the workers log.</summary>
    public bool Verbose { get; init; }

    /// <summary>Settings of workers and topologies as name=value.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
