using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Millrace.Archive;
using Millrace.Documentation.Tests.Reading;
using Millrace.Hosting;

namespace Millrace.Documentation.Tests;

/// <summary>What the operator's pages list is what the code has.</summary>
public sealed partial class OperationsTests
{
    private const int Interrupted = 130;

    // The registry in the process is for demos and tests.
    private static readonly string[] OfDevelopmentRegistry = ["3021", "3022"];

    private static readonly Page Running = Checkout.Pages.Single(static page => page.Path == "docs/operations/running.md");

    [Fact]
    public void Every_setting_is_listed_and_no_other() =>
        Assert.Equal(
            Settings(typeof(MillraceOptions), MillraceOptions.Section).Select(static setting => setting.Key).Order(StringComparer.Ordinal),
            MarkdownTables.Under(Running, "Configuration").Select(static row => row[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void Defaults_are_those_of_the_code()
    {
        var shown = MarkdownTables.Under(Running, "Configuration").ToDictionary(static row => row[0], static row => row[1], StringComparer.Ordinal);

        // Where the code has none, the page says in words what is taken instead.
        foreach (var (key, value) in Settings(typeof(MillraceOptions), MillraceOptions.Section).Where(static setting => setting.Value is not (null or "")))
        {
            if (value is TimeSpan duration)
            {
                Assert.Equal(duration, TimeSpan.Parse(shown[key], CultureInfo.InvariantCulture));
            }
            else if (!key.EndsWith(":NAME", StringComparison.Ordinal))
            {
                Assert.Equal(value!.ToString(), shown[key], ignoreCase: value is bool);
            }
        }
    }

    [Fact]
    public void Exit_codes_are_those_of_the_code()
    {
        var codes = typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (int)field.GetRawConstantValue()!);

        Assert.Equal(codes.Append(Interrupted).Order(), MarkdownTables.Under(Running, "Exit codes").Select(static row => int.Parse(row[0], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Log_lines_are_those_of_the_code()
    {
        var lines = Messages().ToDictionary(static message => message.Id, static message => $"{message.Level}: {message.Text}", StringComparer.Ordinal);

        Verdict.NoComplaint(MarkdownTables.Under(Running, "What the log says")
            .Where(row => lines.GetValueOrDefault(row[0]) != $"{row[1]}: {row[2]}")
            .Select(row => $"{row[0]} is '{lines.GetValueOrDefault(row[0], "no event")}' in the code."));
    }

    [Fact]
    public void Every_warning_and_error_of_a_worker_is_listed()
    {
        var listed = MarkdownTables.Under(Running, "What the log says").Select(static row => row[0]).ToHashSet(StringComparer.Ordinal);

        Verdict.NoComplaint(Messages()
            .Where(static message => message.Level is "Warning" or "Error" or "Critical" && !OfDevelopmentRegistry.Contains(message.Id))
            .Where(message => !listed.Contains(message.Id))
            .Select(static message => $"{message.Id} '{message.Text}' is a line that operators meet: say in {Running.Path} what they are to do."));
    }

    [Fact]
    public void Problems_of_an_archive_are_those_of_the_code() =>
        Assert.Equal(
            Enum.GetNames<ArchiveProblemKind>(),
            MarkdownTables.Under(Checkout.Pages.Single(static page => page.Path == "docs/operations/archive.md"), "Verifying it").Select(static row => row[0]));

    private static IEnumerable<(string Id, string Level, string Text)> Messages() =>
        from area in (string[])["src", "topologies"]
        from file in Checkout.Walk(Path.Combine(Checkout.Root, area), "*.cs")
        from match in Message().Matches(Checkout.ReadText(file))
        select (match.Groups["id"].Value, match.Groups["level"].Value, match.Groups["text"].Value);

    private static IEnumerable<(string Key, object? Value)> Settings(Type type, string section)
    {
        var defaults = Activator.CreateInstance(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanWrite))
        {
            var key = $"{section}:{property.Name}";
            if (property.PropertyType.Namespace == typeof(MillraceOptions).Namespace)
            {
                foreach (var nested in Settings(property.PropertyType, key))
                {
                    yield return nested;
                }
            }
            else
            {
                yield return (property.PropertyType == typeof(IReadOnlyDictionary<string, string>) ? key + ":NAME" : key, property.GetValue(defaults));
            }
        }
    }

    [GeneratedRegex(@"\[LoggerMessage\((?<id>\d+), LogLevel\.(?<level>\w+), ""(?<text>(\\.|[^""\\])*)""\)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Message();
}
