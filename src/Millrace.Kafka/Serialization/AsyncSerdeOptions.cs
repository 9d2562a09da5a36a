using System.Globalization;
using System.Net.Sockets;

namespace Millrace.Kafka;

/// <summary>How a serde deals with serializers that may have to ask somebody first; see <see cref="ConfluentSerdes"/>.</summary>
/// <typeparam name="T">The values' type.</typeparam>
public sealed record AsyncSerdeOptions<T>
{
    /// <summary>
    /// Gives a value that is serialized, and thrown away, for each topic before its first record, so that the serializer has
    /// asked by then; none by default. A registry that is away makes the worker wait at start.
    /// </summary>
    public Func<T>? Sample { get; init; }

    /// <summary>How long a task's thread waits for the bytes of a value; 30 seconds by default.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a failure passes by itself, so that what failed is tried again. By default: no answer from a server, that
    /// is an <see cref="HttpRequestException"/> itself, a time-out, a cancellation or a broken connection, also as the
    /// cause of another exception. A class derived from <see cref="HttpRequestException"/> is not: Confluent's
    /// <c>SchemaRegistryException</c>, the registry's own word, is one. Say otherwise for statuses of 500 and above.
    /// </summary>
    public Func<Exception, bool> IsTransient { get; init; } = IsNoAnswer;

    /// <summary>The pause before a failed call is made again, doubled each time; 200 ms by default.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest such pause; 5 seconds by default.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Every rule that is broken, as a sentence with name, value and rule; empty when the options are good.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        MustBePositive(nameof(WriteTimeout), WriteTimeout);
        MustBePositive(nameof(RetryDelay), RetryDelay);
        if (MaxRetryDelay < RetryDelay)
            errors.Add($"{nameof(MaxRetryDelay)} is {Show(MaxRetryDelay)}: it is at least {nameof(RetryDelay)} ({Show(RetryDelay)})");
        return errors;

        void MustBePositive(string name, TimeSpan value)
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
                errors.Add($"{name} is {Show(value)}: it is more than zero and at most a day");
        }

        static string Show(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);
    }

    private static bool IsNoAnswer(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e.GetType() == typeof(HttpRequestException) || e is TimeoutException or OperationCanceledException or SocketException or IOException)
                return true;
        }

        return false;
    }
}
