using System.Security.Cryptography;
using System.Text;

namespace Millrace.Archive.Layout;

/// <summary>
/// A site's name as part of a path: letters, digits, dot, dash and underscore stand for themselves, every other byte
/// of its UTF-8 is <c>%XX</c>. A name that grows too long for a file system is cut and ends in <c>~</c> and a hash.
/// </summary>
internal static class SiteName
{
    internal const string Unknown = "unknown";
    private const int Longest = 200;
    private const int KeptOfLonger = 160;

    internal static string Escape(string? site)
    {
        if (string.IsNullOrEmpty(site))
            return Unknown;
        var bytes = Encoding.UTF8.GetBytes(site);
        var escaped = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-' or (byte)'_')
                escaped.Append((char)b);
            else
                escaped.Append('%').Append(b.ToString("X2"));
        }

        return escaped.Length <= Longest
            ? escaped.ToString()
            : $"{escaped.ToString(0, KeptOfLonger)}~{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}";
    }
}
