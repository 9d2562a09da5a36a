using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Millrace.Cli.Infrastructure;

/// <summary>A command's help, and below it examples that can be typed as they stand.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Puts the examples below every command's help.</summary>
    public static void AddTo(Command root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var path = WrongUse.PathOf(parseResult);
        if (Examples.Of(path) is { Count: > 0 } examples)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var (what, line) in examples)
            {
                output.WriteLine($"  {line}");
                output.WriteLine($"      {what}");
            }

            output.WriteLine();
        }

        return code;
    }
}
