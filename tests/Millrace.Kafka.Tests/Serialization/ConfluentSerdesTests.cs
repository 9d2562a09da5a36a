using System.Buffers;
using Confluent.Kafka;
using Confluent.Kafka.SyncOverAsync;

namespace Millrace.Kafka.Tests.Serialization;

/// <summary>Serializers that were written for Confluent.Kafka's interfaces work as serdes.</summary>
public sealed class ConfluentSerdesTests
{
    private static readonly SerdeContext Place = new("readings", IsKey: false);

    [Fact]
    public void Confluents_own_serializers_write_and_read_the_bytes_of_ours()
    {
        SameAs(Serdes.Int64, ConfluentSerdes.From(Serializers.Int64, Deserializers.Int64), -5_000_000_000L);
        SameAs(Serdes.Int32, ConfluentSerdes.From(Serializers.Int32, Deserializers.Int32), 42);
        SameAs(Serdes.Double, ConfluentSerdes.From(Serializers.Double, Deserializers.Double), 0.1);
        SameAs(Serdes.String, ConfluentSerdes.From(Serializers.Utf8, Deserializers.Utf8), "Kühlung");
        SameAs(Serdes.Bytes, ConfluentSerdes.From(Serializers.ByteArray, Deserializers.ByteArray), [1, 2, 3]);
    }

    [Fact]
    public void What_the_deserializer_refuses_is_a_dead_letter_that_says_why()
    {
        var serde = ConfluentSerdes.From(Serializers.Int64, Deserializers.Int64);

        var error = Assert.Throws<SerdeException>(() => { serde.Deserialize([1, 2, 3], Place); });

        Assert.NotNull(error.InnerException);
        Assert.Contains(error.InnerException.Message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Asynchronous_serializers_behind_Confluents_own_bridge_are_synchronous_ones()
    {
        var inner = new AskingSerializer();
        inner.Answer();
        var serde = ConfluentSerdes.From(((IAsyncSerializer<string>)inner).AsSyncOverAsync(), ((IAsyncDeserializer<string>)inner).AsSyncOverAsync());

        Assert.Equal("x", serde.Deserialize(Write(serde, "x"), Place));
    }

    [Fact]
    public void Topic_and_component_reach_the_serializer()
    {
        var inner = new AskingSerializer();
        inner.Answer();
        var serde = ConfluentSerdes.From(inner, inner);

        Write(serde, "x");
        serde.Deserialize("x"u8, new SerdeContext("ids", IsKey: true));

        Assert.Equal(["readings Value", "ids Key"], inner.Places);
    }

    [Fact]
    public void Every_broken_rule_of_the_options_is_named_at_once()
    {
        var inner = new AskingSerializer();
        var options = new AsyncSerdeOptions<string> { WriteTimeout = TimeSpan.Zero, MaxRetryDelay = TimeSpan.FromMilliseconds(1) };

        var error = Assert.Throws<ArgumentException>(() => ConfluentSerdes.From(inner, inner, options));

        Assert.Equal(2, options.Validate().Count);
        Assert.All(options.Validate(), rule => Assert.Contains(rule, error.Message, StringComparison.Ordinal));
    }

    internal static byte[] Write<T>(Serde<T> serde, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        serde.Serialize(value, output, Place);
        return output.WrittenSpan.ToArray();
    }

    private static void SameAs<T>(Serde<T> ours, Serde<T> theirs, T value)
    {
        var bytes = Write(theirs, value);

        Assert.Equal(Write(ours, value), bytes);
        Assert.Equal(value, theirs.Deserialize(bytes, Place));
    }
}
