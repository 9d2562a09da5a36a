using System.Globalization;

namespace Millrace.SchemaRegistry.Development;

/// <summary>A request, apart from the server that received it.</summary>
internal sealed record RegistryRequest(
    string Method, string[] Segments, IReadOnlyDictionary<string, string> Query, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Takes a request's target apart before it is unescaped: a subject may hold a slash.</summary>
    public static RegistryRequest Create(string method, string target, string? contentType, ReadOnlyMemory<byte> body)
    {
        var (path, query) = target.Split('?', 2) is [var before, var after] ? (before, after) : (target, "");
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var value = pair.Split('=', 2) is [_, var text] ? Unescape(text) : "";
            parameters[Unescape(pair.Split('=', 2)[0])] = value;
        }

        return new RegistryRequest(method, [.. segments.Select(Uri.UnescapeDataString)], parameters, contentType, body);

        static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
    }

    public bool Flag(string name) => Query.TryGetValue(name, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The part of a list that <c>offset</c> and <c>limit</c> ask for; a negative limit means all.</summary>
    public T[] Page<T>(IEnumerable<T> all)
    {
        var rest = all.Skip(Number("offset", 0));
        var limit = Number("limit", -1);
        return limit < 0 ? [.. rest] : [.. rest.Take(limit)];
    }

    private int Number(string name, int otherwise) =>
        Query.TryGetValue(name, out var value) && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
