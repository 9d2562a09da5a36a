using System.Text;
using System.Text.Json.Nodes;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>A recorded exchange, with what Confluent's own server answers where that differs.</summary>
internal sealed class Exchange(JsonNode recorded)
{
    /// <summary>
    /// Where the recording says in words alone what Confluent's server answers. Errors are told apart by their code;
    /// a body of null stands for one whose content the recording does not promise.
    /// </summary>
    private static readonly Dictionary<int, (int Status, string? Body)> InWords = new()
    {
        [72] = (422, """{"error_code":42201}"""),
        [73] = (400, """{"error_code":400}"""),
        [74] = (422, """{"error_code":422}"""),
        [75] = (415, """{"error_code":415}"""),
        [76] = (405, """{"error_code":405}"""),
        [77] = (404, """{"error_code":404}"""),
        [123] = (200, null),
        [124] = (200, null),
    };

    public int Number { get; } = (int)recorded["n"]!;

    public string Title => $"{Number} {recorded["does"]}";

    public string Path => (string)recorded["request"]!["path"]!;

    public int ExpectedStatus => InWords.TryGetValue(Number, out var said) ? said.Status : (int)Answer["status"]!;

    public JsonNode? ExpectedBody => InWords.TryGetValue(Number, out var said)
        ? said.Body is null ? null : JsonNode.Parse(said.Body)
        : Answer["body"];

    private JsonNode Answer => recorded["confluent"]?["status"] is null ? recorded["response"]! : recorded["confluent"]!;

    public HttpRequestMessage ToRequest(string target)
    {
        var request = recorded["request"]!;
        var message = new HttpRequestMessage(new HttpMethod((string)request["method"]!), target);
        var headers = request["headers"]!.AsObject();
        if (request["body"] is { } body)
        {
            var text = body is JsonObject { Count: 1 } raw && raw["text"] is { } unparsed ? (string)unparsed! : body.ToJsonString();
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            if (headers["content-type"] is { } type)
                message.Content.Headers.TryAddWithoutValidation("content-type", (string)type!);
        }

        return message;
    }
}
