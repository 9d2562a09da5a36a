using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>
/// A recorded exchange, with what Confluent's own server answers where that differs: a whole answer, or a note in words
/// that begins with the status and the error code, or that names members which the recorded answer lacks.
/// </summary>
internal sealed partial class Exchange
{
    private readonly JsonNode _recorded;

    public Exchange(JsonNode recorded)
    {
        _recorded = recorded;
        var confluent = recorded["confluent"];
        Note = (string?)confluent?["note"] ?? "";
        var answer = confluent?["status"] is null ? recorded["response"]! : confluent;
        (ExpectedStatus, ExpectedBody) = ((int)answer["status"]!, answer["body"]);
        if (InWords().Match(Note) is { Success: true } said)
        {
            ExpectedStatus = Number(said.Groups["status"].Value);
            ExpectedBody = said.Groups["code"] is { Success: true } code ? new JsonObject { ["error_code"] = Number(code.Value) } : null;
        }
    }

    public string Title => $"{_recorded["n"]} {_recorded["does"]}";

    public string Method => (string)_recorded["request"]!["method"]!;

    public string Path => (string)_recorded["request"]!["path"]!;

    /// <summary>What the recording says in words alone.</summary>
    public string Note { get; }

    public int RecordedStatus => (int)_recorded["response"]!["status"]!;

    public int ExpectedStatus { get; }

    /// <summary>The body; null where its content is not promised.</summary>
    public JsonNode? ExpectedBody { get; }

    /// <summary>The subject that the request registers a schema under, if it does.</summary>
    public string? RegistersUnder =>
        Method == "POST" && Registration().Match(Path) is { Success: true } path ? Uri.UnescapeDataString(path.Groups[1].Value) : null;

    /// <summary>Members that an answer must have although the recorded one lacks them.</summary>
    public IEnumerable<string> AlsoPromised => Promise().Match(Note) is { Success: true } promise
        ? Word().Matches(promise.Groups[1].Value).Select(word => word.Value).Where(word => word != "and")
        : [];

    /// <summary>Whether the recording says that an answer may have a member, although the recorded one lacks it.</summary>
    public bool MayHave(string member) => Word().Matches(Note).Any(word => word.Value == member);

    public HttpRequestMessage ToRequest(string target)
    {
        var request = _recorded["request"]!;
        var message = new HttpRequestMessage(new HttpMethod(Method), target);
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

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?:status )?(?<status>[1-5][0-9]{2})\\b(?:(?:, error_code|,| with error_code) (?<code>[0-9]{3,5})\\b)?")]
    private static partial Regex InWords();

    [GeneratedRegex("^/subjects/([^/]+)/versions(?:[?]|$)")]
    private static partial Regex Registration();

    [GeneratedRegex("^each element has ([\\w, ]+)|^(?<1>\\w+) lists ")]
    private static partial Regex Promise();

    [GeneratedRegex("\\w+")]
    private static partial Regex Word();
}
