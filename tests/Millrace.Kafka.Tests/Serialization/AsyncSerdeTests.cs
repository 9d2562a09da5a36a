using System.Net.Sockets;
using Confluent.Kafka;

namespace Millrace.Kafka.Tests.Serialization;

/// <summary>What is promised of serializers that have to ask somebody first.</summary>
public sealed class AsyncSerdeTests
{
    private static readonly SerdeContext Place = new("readings", IsKey: false);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly AskingSerializer _inner = new();

    [Fact]
    public async Task A_record_whose_call_is_not_complete_waits_and_goes_on_with_the_result_of_that_call()
    {
        var serde = Serde();

        var first = MustWait(serde, "a"u8);
        var again = MustWait(serde, "a"u8);
        _inner.Answer();
        await first.Ready.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await again.Ready.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal("a", serde.Deserialize("a"u8, Place));
        Assert.Equal(1, _inner.Calls);
        Assert.Equal("a", serde.Deserialize("a"u8, Place));
        Assert.Equal(2, _inner.Calls);
    }

    [Fact]
    public void A_call_that_is_complete_at_once_keeps_nobody_waiting()
    {
        _inner.Answer();

        Assert.Equal("a", Serde().Deserialize("a"u8, Place));
    }

    [Fact]
    public async Task Records_of_an_outage_wait_until_it_is_over_and_are_no_dead_letters()
    {
        var serde = Serde(new AsyncSerdeOptions<string> { RetryDelay = Moment, MaxRetryDelay = Moment });

        var waiting = MustWait(serde, "a"u8);
        _inner.Fail(new HttpRequestException("connection refused"));
        _inner.Answer();
        await waiting.Ready.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal("a", serde.Deserialize("a"u8, Place));
        Assert.Equal(2, _inner.Calls);
    }

    [Fact]
    public void A_call_that_fails_at_once_for_an_outage_makes_its_record_wait()
    {
        var serde = ConfluentSerdes.From(_inner, new FailingDeserializer(new HttpRequestException("refused", new SocketException())));

        MustWait(serde, "a"u8);
    }

    [Fact]
    public async Task The_registrys_own_word_is_a_dead_letter()
    {
        var serde = Serde();

        var waiting = MustWait(serde, "a"u8);
        _inner.Fail(new UnknownSchemaException());
        await waiting.Ready.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var error = Assert.Throws<SerdeException>(() => { serde.Deserialize("a"u8, Place); });
        Assert.IsType<UnknownSchemaException>(error.InnerException);
    }

    [Fact]
    public void Bytes_that_are_no_value_are_a_dead_letter()
    {
        _inner.Answer();

        Assert.Contains("not text", Assert.Throws<SerdeException>(() => { Serde().Deserialize([0xFF], Place); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writing_waits_for_the_bytes()
    {
        var serde = Serde();
        var writing = Task.Run(() => ConfluentSerdesTests.Write(serde, "a"), TestContext.Current.CancellationToken);

        _inner.Answer();

        Assert.Equal("a"u8.ToArray(), await writing);
    }

    [Fact]
    public void Writing_does_not_wait_for_ever()
    {
        var serde = Serde(new AsyncSerdeOptions<string> { WriteTimeout = Moment });

        var error = Assert.Throws<SerializerUnavailableException>(() => { ConfluentSerdesTests.Write(serde, "a"); });

        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task With_a_sample_the_serializer_has_asked_before_the_first_record()
    {
        var serde = Serde(new AsyncSerdeOptions<string> { Sample = () => "sample" });

        var preparing = serde.PrepareAsync(Place, SerdeUse.Write, CancellationToken.None).AsTask();
        Assert.False(preparing.IsCompleted);
        _inner.Answer();
        await preparing;

        Assert.Equal(["readings Value"], _inner.Places);
        await serde.PrepareAsync(Place, SerdeUse.Read, CancellationToken.None);
        Assert.Equal(1, _inner.Calls);
    }

    [Fact]
    public async Task A_sample_that_cannot_be_written_for_an_outage_makes_the_worker_wait_at_start()
    {
        var serde = Serde(new AsyncSerdeOptions<string> { Sample = () => "sample" });

        var preparing = serde.PrepareAsync(Place, SerdeUse.Write, CancellationToken.None).AsTask();
        _inner.Fail(new TimeoutException());

        Assert.True((await Assert.ThrowsAsync<SerializerUnavailableException>(() => preparing)).IsTransient);
    }

    private static SerdePendingException MustWait(Serde<string> serde, ReadOnlySpan<byte> bytes)
    {
        try
        {
            serde.Deserialize(bytes, Place);
        }
        catch (SerdePendingException pending)
        {
            return pending;
        }

        throw new Xunit.Sdk.XunitException("The record did not have to wait.");
    }

    private Serde<string> Serde(AsyncSerdeOptions<string>? options = null) => ConfluentSerdes.From(_inner, _inner, options);

    /// <summary>As Confluent's own exception for what its registry answers.</summary>
    private sealed class UnknownSchemaException : HttpRequestException;

    private sealed class FailingDeserializer(Exception exception) : IAsyncDeserializer<string>
    {
        public Task<string> DeserializeAsync(ReadOnlyMemory<byte> data, bool isNull, SerializationContext context) => Task.FromException<string>(exception);
    }
}
