using System.Globalization;

namespace Millrace.Simulation.Recordings;

/// <summary>A recording does not hold what its format promises; mend the file or choose another format or mapping.</summary>
public sealed class RecordingException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, counted from 1; 0 when the file as a whole is meant.</param>
    /// <param name="column">The column's name; null when the line as a whole is meant.</param>
    /// <param name="problem">What is wrong there.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public RecordingException(string file, int line, string? column, string problem, Exception? innerException = null)
        : base(Place(file, line, column) + ": " + problem, innerException)
    {
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The line, counted from 1; 0 when the file as a whole is meant.</summary>
    public int Line { get; }

    /// <summary>The column's name; null when the line as a whole is meant.</summary>
    public string? Column { get; }

    private static string Place(string file, int line, string? column) =>
        file + (line > 0 ? ", line " + line.ToString(CultureInfo.InvariantCulture) : string.Empty) + (column is null ? string.Empty : $", column '{column}'");
}
