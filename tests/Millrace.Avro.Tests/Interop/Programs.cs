using System.ComponentModel;
using System.Diagnostics;

namespace Millrace.Avro.Tests.Interop;

/// <summary>Other implementations as programs.</summary>
internal static class Programs
{
    /// <summary>Runs a program and gives the lines that it prints.</summary>
    public static string[] Run(string program, params string[] arguments)
    {
        var (code, output, complaints) = Start(program, arguments);
        Assert.True(code == 0, complaints);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Whether the program is there and ends well.</summary>
    public static bool Works(string program, params string[] arguments)
    {
        try
        {
            return Start(program, arguments).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Where a file of the test stands.</summary>
    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, "Interop", name);

    private static (int Code, string Output, string Complaints) Start(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var complaints = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, complaints.GetAwaiter().GetResult());
    }
}
