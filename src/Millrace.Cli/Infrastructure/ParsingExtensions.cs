using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Millrace.Cli.Infrastructure;

/// <summary>Parsers whose errors name the option, its value and the rule.</summary>
internal static class ParsingExtensions
{
    public static string NameOfOption(this SymbolResult result) => result.Parent switch
    {
        OptionResult option => option.Option.Name,
        _ when result is OptionResult option => option.Option.Name,
        _ when result is ArgumentResult argument => $"<{argument.Argument.Name}>",
        _ => "argument",
    };

    /// <summary>A whole number within bounds.</summary>
    public static Option<int?> WithBounds(this Option<int?> option, int least, int most)
    {
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{option.Name}: '{text}' is not a whole number from {least} to {most}");
            return null;
        };
        return option;
    }

    /// <summary>A number within bounds.</summary>
    public static Option<double?> WithBounds(this Option<double?> option, double least, double most)
    {
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var trimmed = text.EndsWith('x') ? text[..^1] : text;
            if (double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{option.Name}: '{text}' is not a number from {least} to {most}");
            return null;
        };
        return option;
    }

    /// <summary>One of a few words.</summary>
    public static Option<string> WithChoices(this Option<string> option, params string[] choices)
    {
        option.CompletionSources.Add(choices);
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!choices.Contains(token.Value, StringComparer.Ordinal))
                {
                    result.AddError($"{option.Name}: '{token.Value}' is not one of {string.Join(", ", choices)}");
                }
            }
        });
        return option;
    }
}
