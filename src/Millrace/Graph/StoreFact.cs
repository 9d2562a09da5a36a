using System.Globalization;

namespace Millrace.Graph;

/// <summary>Something about a store that its bytes do not say themselves, such as the size of its windows.</summary>
/// <param name="Name">What it is; those that <see cref="TopologyDiff"/> knows are members here.</param>
/// <param name="Value">Its value; a time as C# writes time spans.</param>
public sealed record StoreFact(string Name, string Value)
{
    /// <summary>How long windows are: entries know only their start, so another size makes other windows of them.</summary>
    public const string WindowSize = "window size";

    /// <summary>How long after one window the next begins.</summary>
    public const string WindowAdvance = "advance";

    /// <summary>How long after its end a window takes records.</summary>
    public const string Grace = "grace";

    /// <summary>How long entries are kept.</summary>
    public const string Retention = "retention";

    /// <summary>The pause that ends a session.</summary>
    public const string InactivityGap = "inactivity gap";

    /// <summary>Whose time closes windows.</summary>
    public const string Time = "time";

    /// <summary>A fact that is a time span.</summary>
    public static StoreFact Of(string name, TimeSpan value) => new(name, value.ToString("c", CultureInfo.InvariantCulture));

    /// <summary>What a store of windows does not say itself.</summary>
    internal static IReadOnlyList<StoreFact> OfWindows(TimeWindows windows, bool timePerKey) =>
    [
        Of(WindowSize, windows.Size),
        Of(WindowAdvance, windows.AdvanceBy),
        Of(Grace, windows.GracePeriod),
        new(Time, timePerKey ? "per key" : "stream"),
    ];

    /// <summary>What a store of sessions does not say itself.</summary>
    internal static IReadOnlyList<StoreFact> OfSessions(SessionWindows windows, bool timePerKey) =>
    [
        Of(InactivityGap, windows.InactivityGap),
        Of(Grace, windows.GracePeriod),
        new(Time, timePerKey ? "per key" : "stream"),
    ];

    /// <summary>The same for windows that slide with the records.</summary>
    internal static IReadOnlyList<StoreFact> OfWindows(SlidingWindows windows) =>
    [
        Of(WindowSize, windows.TimeDifference),
        Of(Grace, windows.GracePeriod),
        new(Time, "stream"),
    ];

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Value}";
}
