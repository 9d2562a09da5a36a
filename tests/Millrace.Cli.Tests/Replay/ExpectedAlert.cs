namespace Millrace.Cli.Tests.Replay;

/// <summary>An alert as the rule's text demands it.</summary>
internal sealed record ExpectedAlert(string Device, string State, string Severity, DateTime Began, DateTime At, double Value, double Limit)
{
    public string AlertId => $"{Device}/TEMPERATURE/{new DateTimeOffset(Began, TimeSpan.Zero).ToUnixTimeMilliseconds()}";
}

/// <summary>The limits of the rule.</summary>
internal sealed record TemperatureLimits(double Warning = 1.0, double Critical = 3.0, double Clear = 0.5, double OnDelayMinutes = 10, double ClearDelayMinutes = 5);
