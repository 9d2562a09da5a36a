using System.Text.Json;

namespace Millrace.Avro.Json;

/// <summary>Floating numbers in JSON, which has no word for those that are not finite: they are strings.</summary>
internal static class JsonNumbers
{
    public static void Write(float value, Utf8JsonWriter json)
    {
        if (float.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(Name(value));
    }

    public static void Write(double value, Utf8JsonWriter json)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(Name(value));
    }

    /// <summary>The number; null where the JSON is none.</summary>
    public static double? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String => json.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" or "INF" => double.PositiveInfinity,
            "-Infinity" or "-INF" => double.NegativeInfinity,
            _ => null,
        },
        _ => null,
    };

    private static string Name(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
