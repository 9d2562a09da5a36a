using System.Text;
using Confluent.Kafka;

namespace Millrace.Kafka.Tests.Serialization;

/// <summary>A serializer of text that asks somebody first, each time, until it has been answered.</summary>
internal sealed class AskingSerializer : IAsyncSerializer<string>, IAsyncDeserializer<string>
{
    private TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The places at which it was called.</summary>
    public List<string> Places { get; } = [];

    /// <summary>How often it was called.</summary>
    public int Calls => Places.Count;

    public void Answer() => _answer.TrySetResult();

    /// <summary>Fails what waits now; what comes later waits for another answer.</summary>
    public void Fail(Exception exception)
    {
        var failed = _answer;
        _answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        failed.SetException(exception);
    }

    public async Task<byte[]> SerializeAsync(string data, SerializationContext context)
    {
        Places.Add($"{context.Topic} {context.Component}");
        await _answer.Task;
        return Encoding.UTF8.GetBytes(data);
    }

    public async Task<string> DeserializeAsync(ReadOnlyMemory<byte> data, bool isNull, SerializationContext context)
    {
        Places.Add($"{context.Topic} {context.Component}");
        await _answer.Task;
        return data.Span is [0xFF, ..] ? throw new FormatException("not text") : Encoding.UTF8.GetString(data.Span);
    }
}
