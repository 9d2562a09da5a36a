namespace Millrace.Cli.Commands.Demo;

/// <summary>How the demo stands at a moment.</summary>
/// <param name="Time">The building's time.</param>
/// <param name="Sent">Records sent to the workers.</param>
/// <param name="Processed">Records that the alerting worker has read.</param>
/// <param name="PerSecond">Records it read a second since the last look.</param>
/// <param name="Lag">Records it has not read yet.</param>
/// <param name="OpenWindows">Windows that are open in its stores.</param>
/// <param name="Late">Readings that were counted as late.</param>
/// <param name="HeldBack">Readings that a gateway holds back.</param>
internal sealed record DemoProgress(
    DateTimeOffset Time, long Sent, long Processed, double PerSecond, long Lag, long OpenWindows, long Late, int HeldBack);
