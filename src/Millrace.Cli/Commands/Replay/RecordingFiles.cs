using System.CommandLine;
using Millrace.Cli.Infrastructure;
using Millrace.Hvac;
using Millrace.Simulation.Recordings;

namespace Millrace.Cli.Commands.Replay;

/// <summary>The recordings that a command is to read, and how.</summary>
internal sealed class RecordingFiles
{
    private readonly Argument<FileInfo[]> _files = new("file") { Description = "The recordings, a device each", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _format = new Option<string>("--format") { Description = "hilft (NIST's heat pump), or csv with --map", DefaultValueFactory = _ => "hilft" }
        .WithChoices("hilft", "csv");

    private readonly Option<string[]> _map = new("--map")
    {
        Description = "For csv: field=column[:unit], such as timestamp=time:epoch-s or ambientTemperature=zn_temp:F; may be repeated",
        HelpName = "field=column",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> _year = new Option<int?>("--year") { Description = "For hilft: the year, which its dates lack [default: 2021]", HelpName = "yyyy" }.WithBounds(1, 9999);

    public void AddTo(Command command)
    {
        command.Arguments.Add(_files);
        command.Options.Add(_format);
        command.Options.Add(_map);
        command.Options.Add(_year);
    }

    /// <summary>The readings of all files by time.</summary>
    /// <exception cref="UsageException">A file does not exist, or the mapping does not fit the format.</exception>
    public IEnumerable<HvacReading> Read(ParseResult parse)
    {
        var files = parse.GetValue(_files)!;
        if (files.FirstOrDefault(f => !f.Exists) is { } missing)
        {
            throw new UsageException($"<file>: '{missing}' does not exist");
        }

        var map = parse.GetValue(_map) ?? [];
        if (parse.GetValue(_format) == "csv")
        {
            var mapping = CsvMapping.Parse(map);
            return RecordingMerge.ByTime(files.Select(f => CsvRecording.Read(f.FullName, mapping)));
        }

        if (map.Length > 0)
        {
            throw new UsageException($"--map: '{map[0]}' goes with --format csv");
        }

        return RecordingMerge.ByTime(files.Select(f => HilftRecording.Read(f.FullName, parse.GetValue(_year) ?? 2021)));
    }
}
