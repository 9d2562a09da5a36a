using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Millrace.SchemaRegistry.Http;

/// <summary>
/// Sends one request until somebody answers: each address in turn, starting with the one that answered last, and the
/// whole round again after a wait. Only failures that may pass are tried again.
/// </summary>
internal sealed class RegistryTransport : IDisposable
{
    private static readonly MediaTypeHeaderValue MediaType = new("application/vnd.schemaregistry.v1+json");

    private readonly SchemaRegistryOptions _options;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _retries;
    private readonly string[] _bases;
    private readonly AuthenticationHeaderValue? _basic;
    private int _preferred;

    public RegistryTransport(SchemaRegistryOptions options, HttpMessageHandler handler, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _bases = [.. options.BaseAddresses.Select(address => address.AbsoluteUri.TrimEnd('/'))];
        _basic = options.Credentials is { } basic
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.User}:{basic.Password}")))
            : null;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _retries = BuildRetries(options, time, logger);
    }

    public async Task<T> SendAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> answer, CancellationToken cancellation)
    {
        var state = (Transport: this, Method: method, Path: path, Body: body, Answer: answer);
        return await _retries.ExecuteAsync(
            static (s, token) => new ValueTask<T>(s.Transport.AskEachAsync(s.Method, s.Path, s.Body, s.Answer, token)), state, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private static ResiliencePipeline BuildRetries(SchemaRegistryOptions options, TimeProvider time, ILogger logger) => options.MaxRetries == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<SchemaRegistryException>(e => e.IsTransient),
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                OnRetry = arguments =>
                {
                    logger.RetryingRequest(arguments.RetryDelay.TotalMilliseconds, arguments.Outcome.Exception?.Message ?? "");
                    return default;
                },
            })
            .Build();

    private async Task<T> AskEachAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> answer, CancellationToken cancellation)
    {
        SchemaRegistryException? last = null;
        var first = Volatile.Read(ref _preferred);
        for (var i = 0; i < _bases.Length; i++)
        {
            var index = (first + i) % _bases.Length;
            try
            {
                var value = await AskAsync(_bases[index] + path, method, body, answer, cancellation);
                if (index != first)
                {
                    Volatile.Write(ref _preferred, index);
                    _logger.SwitchedAddress(_options.BaseAddresses[index]);
                }

                return value;
            }
            catch (SchemaRegistryException e) when (e.IsTransient)
            {
                last = e;
            }
        }

        throw last!;
    }

    private async Task<T> AskAsync<T>(string address, HttpMethod method, byte[]? body, JsonTypeInfo<T> answer, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            using var request = new HttpRequestMessage(method, address);
            request.Headers.Accept.ParseAdd("application/vnd.schemaregistry.v1+json, application/json;q=0.9");
            request.Headers.Authorization = _options.BearerToken is { } token
                ? new AuthenticationHeaderValue("Bearer", await token(either.Token))
                : _basic;
            if (body is not null)
                request.Content = new ByteArrayContent(body) { Headers = { ContentType = MediaType } };

            using var response = await _http.SendAsync(request, either.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(either.Token);
            if (!response.IsSuccessStatusCode)
                throw RegistryErrors.FromAnswer(method, address, response.StatusCode, bytes);
            return JsonSerializer.Deserialize(bytes, answer) ?? throw RegistryErrors.Unreadable(method, address, response.StatusCode, null);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw RegistryErrors.NoAnswer(method, address, $"no answer within {_options.RequestTimeout.TotalSeconds:0.###} s", e);
        }
        catch (HttpRequestException e)
        {
            throw RegistryErrors.NoAnswer(method, address, e.Message, e);
        }
        catch (JsonException e)
        {
            throw RegistryErrors.Unreadable(method, address, System.Net.HttpStatusCode.OK, e);
        }
    }
}
