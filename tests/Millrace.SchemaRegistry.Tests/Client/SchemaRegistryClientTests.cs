using System.Net;

namespace Millrace.SchemaRegistry.Tests;

public sealed class SchemaRegistryClientTests
{
    private static readonly RegistrySchema AnInt = new("\"int\"");

    private readonly ManualTime _time = new();

    [Fact]
    public async Task An_id_is_asked_for_once_and_kept_for_ever()
    {
        var registry = ScriptedRegistry.Answering(_ => ScriptedRegistry.Json("""{"schema":"\"int\""}"""));
        using var client = Client(registry);

        Assert.Equal(AnInt, await client.GetByIdAsync(7));
        _time.Advance(TimeSpan.FromDays(365));
        Assert.Equal(AnInt, await client.GetByIdAsync(7));

        Assert.Equal(["GET http://one:8081/base/schemas/ids/7"], registry.Requests);
    }

    [Fact]
    public async Task Many_callers_of_one_question_cause_one_request()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var registry = new ScriptedRegistry((_, _) => answer.Task);
        using var client = Client(registry);

        var callers = Enumerable.Range(0, 20).Select(_ => client.RegisterAsync("readings-value", AnInt).AsTask()).ToArray();
        answer.SetResult(ScriptedRegistry.Json("""{"id":3}"""));

        Assert.All(await Task.WhenAll(callers), id => Assert.Equal(3, id));
        Assert.Single(registry.Requests);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_take_the_answer_from_the_others()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = Client(new ScriptedRegistry((_, cancellation) => answer.Task.WaitAsync(cancellation)));
        using var impatience = new CancellationTokenSource();

        var impatient = client.GetByIdAsync(1, impatience.Token).AsTask();
        var patient = client.GetByIdAsync(1).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        answer.SetResult(ScriptedRegistry.Json("""{"schema":"\"int\""}"""));

        Assert.Equal(AnInt, await patient);
    }

    [Fact]
    public async Task An_unknown_id_stays_unknown_for_a_short_time_only()
    {
        var registry = ScriptedRegistry.Answering(_ => ScriptedRegistry.UnknownId());
        using var client = Client(registry);

        var first = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetByIdAsync(4711).AsTask());
        var second = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetByIdAsync(4711).AsTask());
        Assert.Single(registry.Requests);
        _time.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetByIdAsync(4711).AsTask());

        Assert.Equal(2, registry.Requests.Count);
        Assert.NotSame(first, second);
        Assert.True(second is { IsNotFound: true, IsTransient: false, Status: HttpStatusCode.NotFound, ErrorCode: 40403 });
    }

    [Fact]
    public async Task A_404_of_somebody_else_is_not_the_registrys_word()
    {
        using var client = Client(ScriptedRegistry.Answering(_ => new HttpResponseMessage(HttpStatusCode.NotFound)));

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetByIdAsync(1).AsTask());

        Assert.False(error.IsNotFound);
    }

    [Fact]
    public async Task The_next_address_is_asked_when_one_fails_and_asked_first_from_then_on()
    {
        var registry = ScriptedRegistry.Answering(request => request.RequestUri!.Host == "one"
            ? throw new HttpRequestException("connection refused")
            : ScriptedRegistry.Json("""["a"]"""));
        using var client = Client(registry, options => options with { BaseAddresses = [new("http://one"), new("http://two")] });

        Assert.Equal(["a"], await client.GetSubjectsAsync());
        Assert.Equal(["a"], await client.GetSubjectsAsync());

        Assert.Equal(["GET http://one/subjects", "GET http://two/subjects", "GET http://two/subjects"], registry.Requests);
    }

    [Fact]
    public async Task A_registry_that_comes_back_is_reached_by_a_retry()
    {
        var isDown = true;
        var registry = ScriptedRegistry.Answering(_ => isDown ? ScriptedRegistry.Down() : ScriptedRegistry.Json("[]"));
        using var client = Client(registry);

        var asking = client.GetSubjectsAsync().AsTask();
        await _time.TimerStartedAsync(length => length <= TimeSpan.FromSeconds(2));
        isDown = false;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(await asking);
        Assert.Equal(2, registry.Requests.Count);
    }

    [Fact]
    public async Task What_cannot_pass_by_itself_is_not_tried_again()
    {
        var registry = ScriptedRegistry.Answering(_ => ScriptedRegistry.Json(
            """{"error_code":409,"message":"incompatible: co2 at /fields/2"}""", HttpStatusCode.Conflict));
        using var client = Client(registry);

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.RegisterAsync("a-value", AnInt).AsTask());

        Assert.True(error is { IsIncompatible: true, IsTransient: false });
        Assert.Contains("co2 at /fields/2", error.Message, StringComparison.Ordinal);
        Assert.Single(registry.Requests);
    }

    [Fact]
    public async Task A_request_that_is_never_answered_ends_at_its_time_limit()
    {
        var registry = new ScriptedRegistry(async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            throw new InvalidOperationException("unreachable");
        });
        using var client = Client(registry, options => options with { MaxRetries = 0 });

        var asking = client.GetSubjectsAsync().AsTask();
        await _time.TimerStartedAsync(length => length == TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => asking);
        Assert.True(error.IsTransient);
        Assert.Null(error.Status);
        Assert.Contains("within 5 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_no_registrys_answer_is_a_failure_that_may_pass()
    {
        using var client = Client(
            ScriptedRegistry.Answering(_ => new HttpResponseMessage { Content = new StringContent("<html>maintenance</html>") }),
            options => options with { MaxRetries = 0 });

        Assert.True((await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetByIdAsync(1).AsTask())).IsTransient);
    }

    [Fact]
    public async Task Basic_credentials_and_bearer_tokens_are_sent()
    {
        var registry = ScriptedRegistry.Answering(_ => ScriptedRegistry.Json("[]"));
        using var basic = Client(registry, options => options with { Credentials = new("alice", "sécret") });
        using var bearer = Client(registry, options => options with { BearerToken = _ => ValueTask.FromResult("abc") });

        await basic.GetSubjectsAsync();
        await bearer.GetSubjectsAsync();

        Assert.Equal(["Basic YWxpY2U6c8OpY3JldA==", "Bearer abc"], registry.Authorizations);
    }

    [Fact]
    public async Task Referenced_schemas_come_in_the_order_in_which_a_parser_needs_them()
    {
        using var client = DevelopmentRegistry.CreateClient();
        var site = new RegistrySchema("""{"type":"fixed","name":"x.Site","size":2}""");
        var place = new RegistrySchema("""{"type":"record","name":"x.Place","fields":[{"name":"s","type":"x.Site"}]}""")
        {
            References = [new("x.Site", "site", 1)],
        };
        var unit = new RegistrySchema("""{"type":"record","name":"x.Unit","fields":[{"name":"p","type":"x.Place"},{"name":"s","type":"x.Site"}]}""")
        {
            References = [new("x.Place", "place", 1), new("x.Site", "site", 1)],
        };
        await client.RegisterAsync("site", site);
        await client.RegisterAsync("place", place);
        await client.RegisterAsync("unit", unit);

        var texts = await client.GetReferencedAsync(unit);

        Assert.Equal(2, texts.Count);
        Assert.Contains("\"Site\"", texts[0], StringComparison.Ordinal);
        Assert.Contains("\"Place\"", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_client_ends_the_requests_under_way()
    {
        var client = Client(new ScriptedRegistry(async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            throw new InvalidOperationException("unreachable");
        }));

        var asking = client.GetByIdAsync(1).AsTask();
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => asking);
    }

    private SchemaRegistryClient Client(ScriptedRegistry registry, Func<SchemaRegistryOptions, SchemaRegistryOptions>? change = null)
    {
        var options = new SchemaRegistryOptions { BaseAddresses = [new("http://one:8081/base/")] };
        return new SchemaRegistryClient(change?.Invoke(options) ?? options, registry, _time);
    }
}
