using Millrace.Documentation.Tests.Reading;

namespace Millrace.Documentation.Tests.Running;

/// <summary>How a command is held to its word.</summary>
internal abstract record Run;

/// <summary>It is run to its end, which has to be good.</summary>
/// <param name="More">What is added to it so that it ends soon, or leaves the user's folders alone.</param>
internal sealed record Foreground(params string[] More) : Run
{
    /// <summary>Whether it reaches for a cluster; a command that does not is run by itself, without one.</summary>
    public bool NeedsCluster { get; init; } = true;

    /// <summary>What has to have happened on the cluster before.</summary>
    public Func<Scene, Task> Before { get; init; } = static _ => Task.CompletedTask;
}

/// <summary>It is started, runs until the page's end, and is then stopped.</summary>
/// <param name="Ready">What it says when it is ready, or null.</param>
/// <param name="More">What is added to it.</param>
internal sealed record Background(string? Ready, params string[] More) : Run
{
    /// <summary>What it has to have said by then where the page replays its recording.</summary>
    public IReadOnlyList<string> SaysOfRecording { get; init; } = [];
}

/// <summary>It sets variables for what follows.</summary>
internal sealed record Export : Run;

/// <summary>It is an HTTP request whose answer has to be good.</summary>
internal sealed record Request : Run;

/// <summary>One of Kafka's own tools, which runs in a container; here from a Kafka distribution.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Skip">How many words stand before its arguments.</param>
/// <param name="Says">What it prints, or null.</param>
internal sealed record KafkaTool(string Tool, int Skip, string? Says = null) : Run;

/// <summary>The guide's own project, built from what the page shows, and run.</summary>
internal sealed record GuideWorker : Run;

/// <summary>It cannot be run here; its parts are looked at instead.</summary>
/// <param name="Check">Says what is wrong with it.</param>
internal sealed record Checked(Func<Command, IEnumerable<string>> Check) : Run;
