using System.CommandLine;
using System.CommandLine.Parsing;

namespace Millrace.Cli.Infrastructure;

/// <summary>What is said of a command line that cannot be understood: one line that names what is wrong.</summary>
internal static class WrongUse
{
    /// <summary>The line, or null where nothing is wrong.</summary>
    public static string? LineFor(ParseResult parse) =>
        parse.Errors.Count == 0 ? null : $"millrace: {Problem(parse)}; see '{PathOf(parse)} --help'";

    /// <summary>How a command is called, such as <c>millrace topics list</c>.</summary>
    public static string PathOf(ParseResult parse)
    {
        var names = new List<string>();
        for (var at = parse.CommandResult; at is not null; at = at.Parent as CommandResult)
        {
            names.Add(at.Command.Name);
        }

        names.Reverse();
        return string.Join(' ', names);
    }

    private static string Problem(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (parse.UnmatchedTokens is [var token, ..])
        {
            return (token, command.Subcommands.Count) switch
            {
                (['-', ..], _) => $"'{token}' is not an option of '{PathOf(parse)}'",
                (_, 0) => $"'{token}' is one argument too many",
                _ when parse.CommandResult.Parent is null => $"'{token}' is not a command",
                _ => $"'{token}' is not one of {Names(command)}",
            };
        }

        return command.Subcommands.Count > 0
            ? $"'{PathOf(parse)}' needs one of {Names(command)}"
            : Missing(parse.Errors[0].SymbolResult) ?? parse.Errors[0].Message.TrimEnd('.');
    }

    /// <summary>What has no value, if that is the problem.</summary>
    private static string? Missing(SymbolResult? at) => at switch
    {
        OptionResult { Implicit: false, Tokens.Count: 0 } option => $"{option.Option.Name}: its value is missing: {option.Option.Description}",
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult option } => Missing(option),
        ArgumentResult { Tokens.Count: 0 } argument => $"<{argument.Argument.Name}> is missing: {argument.Argument.Description}",
        _ => null,
    };

    private static string Names(Command command) => string.Join(", ", command.Subcommands.Select(c => c.Name));
}
