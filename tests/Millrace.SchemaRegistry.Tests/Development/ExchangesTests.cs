using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Millrace.SchemaRegistry.Development;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>The development registry against what a real server was recorded to answer.</summary>
public sealed partial class ExchangesTests
{
    private readonly Dictionary<int, int> _ids = [];
    private readonly HashSet<string> _onlyRecorded = new(StringComparer.Ordinal);
    private readonly List<string> _differences = [];

    [Fact]
    public async Task Recorded_exchanges_are_answered_as_Confluents_server_would()
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Repository.RegistryFile("exchanges.json")))!["exchanges"]!.AsArray();
        await using var registry = await DevelopmentRegistry.StartAsync();
        using var http = new HttpClient();

        foreach (var exchange in recorded.Select(node => new Exchange(node!)))
        {
            var path = IdInPath().Replace(exchange.Path, match => "/schemas/ids/" + Translate(match.Groups[1].Value));
            using var request = exchange.ToRequest(registry.Url.AbsoluteUri.TrimEnd('/') + path);
            using var response = await http.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            Compare(exchange, (int)response.StatusCode, JsonNode.Parse(body), response.Content.Headers.ContentType?.MediaType);
            Remember(exchange);
        }

        Assert.NotEmpty(recorded);
        Assert.True(_differences.Count == 0, string.Join('\n', _differences));
        Assert.Equal(Enumerable.Range(1, _ids.Values.Max()), _ids.Values.Distinct().Order());
    }

    /// <summary>A subject that the recorded server took and Confluent's refuses shows in later lists of the recorded server alone.</summary>
    private void Remember(Exchange exchange)
    {
        if (exchange.RegistersUnder is not { } subject)
            return;
        if (exchange.ExpectedStatus < 300)
            _onlyRecorded.Remove(subject);
        else if (exchange.RecordedStatus < 300)
            _onlyRecorded.Add(subject);
    }

    private void Compare(Exchange exchange, int status, JsonNode? actual, string? mediaType)
    {
        if (status != exchange.ExpectedStatus)
            _differences.Add($"{exchange.Title}: status {status}, expected {exchange.ExpectedStatus}: {actual?.ToJsonString()}");
        else if (mediaType != "application/vnd.schemaregistry.v1+json")
            _differences.Add($"{exchange.Title}: media type {mediaType}");
        else if (exchange.ExpectedBody is { } expected && !IsSame(exchange, expected, actual, ""))
            _differences.Add($"{exchange.Title}: {actual?.ToJsonString()}, expected {expected.ToJsonString()}");
    }

    private bool IsSame(Exchange exchange, JsonNode? expected, JsonNode? actual, string name)
    {
        switch (expected, actual)
        {
            case (JsonObject mine, JsonObject its):
                var added = its.Select(m => m.Key).Except(mine.Select(m => m.Key), StringComparer.Ordinal);
                var isComplete = mine.ContainsKey("error_code")
                    ? its["message"] is JsonValue
                    : added.All(exchange.MayHave) && exchange.AlsoPromised.All(its.ContainsKey);
                return isComplete && mine.All(member => member.Key == "message" || IsSame(exchange, member.Value, its[member.Key], member.Key));
            case (JsonArray mine, JsonArray its):
                var kept = mine.Where(item => item is not JsonValue value || !_onlyRecorded.Contains(value.ToString())).ToArray();
                return kept.Length == its.Count && kept.Zip(its).All(pair => IsSame(exchange, pair.First, pair.Second, name + "[]"));
            case (JsonValue mine, JsonValue its) when name == "id" || (name == "[]" && exchange.Path.Contains("referencedby", StringComparison.Ordinal)):
                return IsSameId((int)mine, (int)its);
            case (JsonValue mine, JsonValue its) when name == "schema":
                return StoredText.Of((string)mine!) == (string)its!;
            default:
                return JsonNode.DeepEquals(expected, actual);
        }
    }

    /// <summary>The recorded server's ids have gaps, and it keeps two ids where Confluent's stored text is the same.</summary>
    private bool IsSameId(int recorded, int actual) => _ids.TryAdd(recorded, actual) || _ids[recorded] == actual;

    private string Translate(string id) =>
        _ids.TryGetValue(int.Parse(id, CultureInfo.InvariantCulture), out var own) ? own.ToString(CultureInfo.InvariantCulture) : id;

    [GeneratedRegex("/schemas/ids/([0-9]+)")]
    private static partial Regex IdInPath();
}
