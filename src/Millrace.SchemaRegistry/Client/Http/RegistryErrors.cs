using System.Net;
using System.Text.Json;

namespace Millrace.SchemaRegistry.Http;

/// <summary>Turns failures into exceptions and decides which of them may pass by themselves.</summary>
internal static class RegistryErrors
{
    public static SchemaRegistryException NoAnswer(HttpMethod method, string address, string reason, Exception cause) =>
        new($"{method} {address}: {reason}", isTransient: true, innerException: cause);

    /// <summary>An answer that is not the protocol's, though it says that it succeeded: a proxy's page during an outage.</summary>
    public static SchemaRegistryException Unreadable(HttpMethod method, string address, HttpStatusCode status, Exception? cause) =>
        new($"{method} {address}: the answer is not a schema registry's", status, isTransient: true, innerException: cause);

    public static SchemaRegistryException FromAnswer(HttpMethod method, string address, HttpStatusCode status, byte[] body)
    {
        var error = TryRead(body);
        var reason = string.IsNullOrEmpty(error?.Message) ? "no reason given" : error.Message;
        return new SchemaRegistryException(
            $"{method} {address}: {(int)status}, {reason}", status, error?.ErrorCode ?? 0, IsTransient(status));
    }

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private static ErrorBody? TryRead(byte[] body)
    {
        if (body.Length == 0)
            return null;
        try
        {
            return JsonSerializer.Deserialize(body, RegistryJson.Default.ErrorBody);
        }
        catch (JsonException)
        {
            // A proxy's page or a bare text: the status has to speak for it.
            return null;
        }
    }
}
