namespace Millrace.Cli.Infrastructure;

/// <summary>The command was used in a wrong way; the message names the option, its value and the rule. Exit code 2.</summary>
internal sealed class UsageException(string message) : MillraceException(message);
