using System.Net;
using System.Net.Http.Headers;

namespace Millrace.SchemaRegistry.Development;

/// <summary>Takes a client's requests straight to the protocol.</summary>
internal sealed class InProcessHandler(RegistryProtocol protocol) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var answer = protocol.Answer(RegistryRequest.Create(
            request.Method.Method, request.RequestUri!.PathAndQuery, request.Content?.Headers.ContentType?.MediaType, body));
        return new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            Content = new ByteArrayContent(answer.Body) { Headers = { ContentType = new MediaTypeHeaderValue(RegistryAnswer.MediaType) } },
        };
    }
}
