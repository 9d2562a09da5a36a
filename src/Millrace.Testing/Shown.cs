using System.Collections;
using System.Globalization;

namespace Millrace.Testing;

/// <summary>Compares and writes keys and values as a test means them: arrays and lists by their items.</summary>
internal static class Shown
{
    public static bool Same<T>(T a, T b) => a is not string && a is IEnumerable left && b is IEnumerable right
        ? left.Cast<object?>().SequenceEqual(right.Cast<object?>())
        : EqualityComparer<T>.Default.Equals(a, b);

    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        byte[] bytes => "0x" + Convert.ToHexString(bytes),
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Text)) + "]",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static string Time(long timestamp) =>
        timestamp is >= -62_135_596_800_000 and <= 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(timestamp).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
            : timestamp.ToString(CultureInfo.InvariantCulture);
}
