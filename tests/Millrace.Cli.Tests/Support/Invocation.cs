using System.Text.Json;

namespace Millrace.Cli.Tests.Support;

/// <summary>One call of the command in this process, as from a pipe.</summary>
internal sealed record Invocation(int Code, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The single line on standard error, without its end.</summary>
    public string ErrorLine
    {
        get
        {
            var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(lines.Length == 1, $"One line was expected on standard error:\n{Error}");
            return lines[0].TrimEnd('\r');
        }
    }

    /// <summary>Standard output as JSON, an object a line.</summary>
    public IReadOnlyList<JsonElement> Json => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];

    public static async Task<Invocation> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.InvokeAsync(args, output, error);
        return new Invocation(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs it; anything but success fails the test.</summary>
    public static async Task<Invocation> SucceedAsync(params string[] args)
    {
        var run = await RunAsync(args);
        Assert.True(run.Code == 0, $"millrace {string.Join(' ', args)} ended with {run.Code}: {run.Error}{run.Output}");
        return run;
    }
}
