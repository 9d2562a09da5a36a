using Microsoft.Extensions.Hosting;
using Millrace.Kafka;
using Millrace.SchemaRegistry;

namespace Millrace.Hosting;

/// <summary>What a program of Millrace ends with, and what it says then.</summary>
public static class ExitCodes
{
    /// <summary>It did what it was asked.</summary>
    public const int Success = 0;

    /// <summary>It failed for a reason that has no code of its own.</summary>
    public const int Failure = 1;

    /// <summary>It was asked wrongly: an option, a setting, a topology that cannot be built.</summary>
    public const int WrongUse = 2;

    /// <summary>No broker answered, or for a command no schema registry. A worker does not end then but waits.</summary>
    public const int NoBroker = 3;

    /// <summary>A topic is missing.</summary>
    public const int TopicMissing = 4;

    /// <summary>The credentials, or a right that they need, were refused.</summary>
    public const int Refused = 5;

    /// <summary>The code for an exception.</summary>
    public static int For(Exception exception) => exception switch
    {
        MillraceConfigurationException or KafkaConfigurationException or TopologyException => WrongUse,
        BrokerUnavailableException => NoBroker,
        TopicMissingException => TopicMissing,
        AuthenticationFailedException or AuthorizationFailedException => Refused,
        SchemaRegistryException { IsUnauthorized: true } => Refused,
        AggregateException { InnerExceptions: [var only] } => For(only),
        _ => Failure,
    };

    /// <summary>One line that says why, without a stack trace. An exception that Millrace did not foresee is named by its type.</summary>
    public static string LineFor(Exception exception)
    {
        var text = exception switch
        {
            AggregateException { InnerExceptions: [var only] } => LineFor(only),
            MillraceException or HostAbortedException => exception.Message,
            _ => $"{exception.GetType().Name}: {exception.Message}",
        };
        return string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
