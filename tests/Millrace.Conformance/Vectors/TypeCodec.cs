using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Millrace.Conformance.Vectors;

/// <summary>
/// Between the bytes of a topic's type and the text by which two keys or values are compared: JSON, as a case file
/// shows them. Bytes that are not of the type are shown as hex.
/// </summary>
internal static class TypeCodec
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a key or value that is piped in.</summary>
    public static byte[]? Encode(JsonElement json, string type) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => Convert.FromHexString(json.GetProperty("hex").GetString()!),
        _ => type switch
        {
            "string" => Encoding.UTF8.GetBytes(json.GetString()!),
            "long" => Int64(json.GetInt64()),
            "bytes" => Convert.FromHexString(json.GetString()!),
            _ => throw new NotSupportedException($"Nothing of type {type} is piped in."),
        },
    };

    /// <summary>What a case file shows, in the one form that is compared.</summary>
    public static string Expected(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.String => Text(json.GetString()!),
        JsonValueKind.Object when json.TryGetProperty("start", out var start) =>
            Windowed(json.GetProperty("key").GetString()!, start.GetInt64(), json.GetProperty("end").GetInt64()),
        _ => json.GetRawText(),
    };

    /// <summary>The bytes of a topic's key or value in the same form.</summary>
    public static string Actual(byte[]? data, string type, long windowSize)
    {
        if (data is null)
        {
            return "null";
        }

        try
        {
            return type switch
            {
                "string" => Text(Strict.GetString(data)),
                "long" when data.Length == sizeof(long) => Number(BinaryPrimitives.ReadInt64BigEndian(data)),
                "bytes" => Text(Convert.ToHexStringLower(data)),
                "windowed<string>" when data.Length >= sizeof(long) =>
                    Windowed(Strict.GetString(data.AsSpan(..^8)), Last(data, 8), Last(data, 8) + windowSize),
                "session<string>" when data.Length >= 2 * sizeof(long) => Windowed(Strict.GetString(data.AsSpan(..^16)), Last(data, 8), Last(data, 16)),
                _ => Hex(data),
            };
        }
        catch (DecoderFallbackException)
        {
            return Hex(data);
        }
    }

    public static string Text(string value) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"";

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Windowed(string key, long start, long end) => $$"""{"key":{{Text(key)}},"start":{{start}},"end":{{end}}}""";

    private static string Hex(byte[] data) => $$"""{"hex":"{{Convert.ToHexStringLower(data)}}"}""";

    private static long Last(byte[] data, int fromEnd) => BinaryPrimitives.ReadInt64BigEndian(data.AsSpan(data.Length - fromEnd));

    private static byte[] Int64(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
