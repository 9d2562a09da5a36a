using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Millrace.Kafka.Native;

namespace Millrace.Kafka;

/// <summary>
/// An admin client whose errors are Millrace's. librdkafka goes on trying after a refusal of the credentials; here the
/// refusal ends the call at once.
/// </summary>
internal sealed partial class AdminConnection : IDisposable
{
    private readonly IAdminClient _admin;
    private readonly ILogger _logger;
    private volatile TaskCompletionSource<KafkaException> _refusal = NewRefusal();

    public AdminConnection(KafkaClientOptions options, ILogger logger)
    {
        _logger = logger;
        var configuration = new ClientConfiguration(options).ApplyUserSettings();
        configuration.Validate();
        _admin = new AdminClientBuilder(configuration.Settings)
            .SetErrorHandler((_, error) => OnError(error))
            .SetLogHandler((_, line) => Told(_logger, line.Name, line.Facility, line.Message))
            .Build();
    }

    /// <summary>Makes a call.</summary>
    /// <exception cref="KafkaException">What the cluster refused.</exception>
    public async Task<T> CallAsync<T>(string what, Func<IAdminClient, Task<T>> call, CancellationToken cancellation)
    {
        var refusal = _refusal;
        var answer = CallAsync(what, call);
        var first = await Task.WhenAny(answer, refusal.Task).WaitAsync(cancellation);
        if (first == answer)
            return await answer;

        // The abandoned call ends with its own timeout; nobody listens to it any more.
        _ = answer.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _refusal = NewRefusal();
        throw await refusal.Task;
    }

    public void Dispose() => _admin.Dispose();

    private static TaskCompletionSource<KafkaException> NewRefusal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<T> CallAsync<T>(string what, Func<IAdminClient, Task<T>> call)
    {
        try
        {
            return await call(_admin);
        }
        catch (DescribeConfigsException e)
        {
            throw Translated(what, e.Results.Find(r => r.Error.IsError)?.Error ?? e.Error, e);
        }
        catch (ListOffsetsException e)
        {
            throw Translated(what, e.Result.ResultInfos.Find(r => r.TopicPartitionOffsetError.Error.IsError)?.TopicPartitionOffsetError.Error ?? e.Error, e);
        }
        catch (DeleteRecordsException e)
        {
            throw Translated(what, e.Results.Find(r => r.Error.IsError)?.Error ?? e.Error, e);
        }
        catch (Confluent.Kafka.KafkaException e)
        {
            throw Translated(what, e.Error, e);
        }
    }

    private static KafkaException Translated(string what, Error error, Exception cause) =>
        KafkaErrors.Create((int)error.Code, what, error.Reason, cause: cause);

    private void OnError(Error error)
    {
        var code = (int)error.Code;
        if (KafkaReactions.For(code) == KafkaReaction.Authentication)
            _refusal.TrySetResult(KafkaErrors.Create(code, "The cluster refuses the client", error.Reason));
    }

    [LoggerMessage(1003, LogLevel.Debug, "{Client}: {Facility}: {Text}")]
    private static partial void Told(ILogger logger, string client, string facility, string text);
}
