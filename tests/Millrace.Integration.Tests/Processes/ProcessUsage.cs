using System.Diagnostics;
using System.Globalization;

namespace Millrace.Integration.Tests.Processes;

/// <summary>What a process has taken of the machine.</summary>
/// <param name="Processor">Time on processors, all threads together.</param>
/// <param name="PeakMebibytes">The most memory that was resident at once.</param>
internal readonly record struct ProcessUsage(TimeSpan Processor, double PeakMebibytes)
{
    public static ProcessUsage Of(Process process)
    {
        process.Refresh();
        return new ProcessUsage(process.TotalProcessorTime, process.PeakWorkingSet64 / 1024.0 / 1024.0);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Processor.TotalSeconds:0.0} s of processor time, at most {PeakMebibytes:0} MiB");
}
