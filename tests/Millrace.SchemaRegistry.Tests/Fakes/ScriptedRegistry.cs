using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>A registry that answers as the test says, request by request.</summary>
internal sealed class ScriptedRegistry(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<string?> Authorizations { get; } = new();

    public static ScriptedRegistry Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) =>
        new((request, _) => Task.FromResult(answer(request)));

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/vnd.schemaregistry.v1+json") };

    public static HttpResponseMessage UnknownId() => Json("""{"error_code":40403,"message":"Schema not found"}""", HttpStatusCode.NotFound);

    public static HttpResponseMessage Down() => new(HttpStatusCode.ServiceUnavailable);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue($"{request.Method} {request.RequestUri}");
        Authorizations.Enqueue(request.Headers.Authorization?.ToString());
        return answer(request, cancellationToken);
    }
}
