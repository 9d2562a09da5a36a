namespace Millrace;

/// <summary>By which clock a punctuation runs.</summary>
public enum PunctuationType
{
    /// <summary>
    /// By stream time: first with the first record, then with the first record at or past each multiple of the
    /// interval since 1970; a jump over several fires once.
    /// </summary>
    StreamTime,

    /// <summary>By the wall clock, first when an interval has passed; a delay over several intervals fires once.</summary>
    WallClockTime,
}
