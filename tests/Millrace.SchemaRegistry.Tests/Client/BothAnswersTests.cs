using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>Registries of different makers answer the same question differently; the client gives one answer.</summary>
public sealed class BothAnswersTests
{
    private static readonly RegistrySchema AnInt = new("\"int\"");

    [Theory]
    [InlineData("""{"id":3}""")]
    [InlineData("""{"id":3,"version":1,"guid":"f1a2","schemaType":"AVRO","schema":"\"int\"","references":[],"metadata":null}""")]
    public async Task Registering_gives_the_id_with_or_without_all_attributes(string body)
    {
        using var client = Answering(HttpStatusCode.OK, body);

        Assert.Equal(3, await client.RegisterAsync("a", AnInt));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(40901)]
    public async Task A_schema_that_does_not_fit_is_incompatible_by_either_code(int code)
    {
        using var client = Answering(HttpStatusCode.Conflict, Error(code));

        Assert.True((await RefusedAsync(() => client.RegisterAsync("a", AnInt).AsTask())).IsIncompatible);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task Deleting_for_good_what_is_not_deleted_is_told_by_its_code_whatever_the_status(HttpStatusCode status)
    {
        using var client = Answering(status, Error(RegistryErrorCodes.VersionNotSoftDeleted));

        var error = await RefusedAsync(() => client.DeleteVersionAsync("a", 1, permanent: true).AsTask());

        Assert.Equal(RegistryErrorCodes.VersionNotSoftDeleted, error.ErrorCode);
        Assert.False(error.IsIncompatible || error.IsNotFound || error.IsTransient);
    }

    [Theory]
    [InlineData(RegistryErrorCodes.SubjectNotFound)]
    [InlineData(RegistryErrorCodes.SubjectLevelNotSet)]
    public async Task A_subject_without_a_level_has_the_one_for_all(int code)
    {
        using var client = Client(request => request.RequestUri!.AbsolutePath == "/config"
            ? ScriptedRegistry.Json("""{"compatibilityLevel":"FULL"}""")
            : ScriptedRegistry.Json(Error(code), HttpStatusCode.NotFound));

        Assert.Equal(CompatibilityLevel.Full, await client.GetCompatibilityAsync("a"));
    }

    [Fact]
    public async Task A_subject_without_a_mode_has_the_one_for_all_whether_the_registry_says_so_or_answers_with_it()
    {
        using var refusing = Client(request => request.RequestUri!.AbsolutePath == "/mode"
            ? ScriptedRegistry.Json("""{"mode":"READONLY"}""")
            : ScriptedRegistry.Json(Error(RegistryErrorCodes.SubjectModeNotSet), HttpStatusCode.NotFound));
        using var answering = Answering(HttpStatusCode.OK, """{"mode":"READONLY"}""");

        Assert.Equal(RegistryMode.ReadOnly, await refusing.GetModeAsync("a"));
        Assert.Equal(RegistryMode.ReadOnly, await answering.GetModeAsync("a"));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"compatibilityLevel":"FULL"}""")]
    [InlineData(HttpStatusCode.OK, "\"FULL\"")]
    [InlineData(HttpStatusCode.NotFound, """{"error_code":40401,"message":"Subject 'a' not found."}""")]
    public async Task Taking_a_level_away_is_done_whatever_the_registry_says_to_it(HttpStatusCode status, string body)
    {
        using var client = Answering(status, body);

        await client.DeleteCompatibilityAsync("a");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.MethodNotAllowed)]
    [InlineData(HttpStatusCode.UnsupportedMediaType)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task An_error_without_a_body_is_told_by_its_status(HttpStatusCode status)
    {
        using var client = Answering(status, "");

        var error = await RefusedAsync(() => client.GetSubjectsAsync().AsTask());

        Assert.Equal(status, error.Status);
        Assert.Equal(0, error.ErrorCode);
        Assert.False(error.IsNotFound || error.IsTransient);
    }

    /// <summary>Every recorded error, and Confluent's in its place where there is one, keeps its status and code; only a server's own failure may pass.</summary>
    [Fact]
    public async Task Every_recorded_error_and_Confluents_in_its_place_keep_status_and_code()
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Repository.RegistryFile("exchanges.json")))!["exchanges"]!.AsArray();
        var answers = recorded.SelectMany(e => new[] { e!["response"], e["confluent"] }).Where(a => (int?)a?["status"] >= 400).ToList();

        Assert.NotEmpty(answers);
        foreach (var answer in answers)
        {
            using var client = Answering((HttpStatusCode)(int)answer!["status"]!, answer["body"]?.ToJsonString() ?? "");
            var error = await RefusedAsync(() => client.GetSubjectsAsync().AsTask());
            Assert.Equal((int)answer["status"]!, (int)error.Status!);
            Assert.Equal((int?)answer["body"]?["error_code"] ?? 0, error.ErrorCode);
            Assert.Equal((int)answer["status"]! >= 500, error.IsTransient);
        }
    }

    private static string Error(int code) => $$"""{"error_code":{{code}},"message":"no"}""";

    private static async Task<SchemaRegistryException> RefusedAsync(Func<Task> ask) => await Assert.ThrowsAsync<SchemaRegistryException>(ask);

    private static SchemaRegistryClient Answering(HttpStatusCode status, string body) => Client(
        _ => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private static SchemaRegistryClient Client(Func<HttpRequestMessage, HttpResponseMessage> answer) => new(
        new SchemaRegistryOptions { BaseAddresses = [new("http://one:8081")], MaxRetries = 0 }, ScriptedRegistry.Answering(answer), TimeProvider.System);
}
