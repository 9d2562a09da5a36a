using System.Buffers;

namespace Millrace.Tests.Serialization;

/// <summary>The expected bytes are those that Kafka's Java serializers write.</summary>
public sealed class SerdeTests
{
    [Fact]
    public void Primitives_have_the_bytes_of_kafkas_own_serializers()
    {
        Check(Serdes.Boolean, true, "01");
        Check(Serdes.Boolean, false, "00");
        Check(Serdes.Int16, (short)-2, "FFFE");
        Check(Serdes.Int32, 258, "00000102");
        Check(Serdes.Int64, -1L, "FFFFFFFFFFFFFFFF");
        Check(Serdes.Single, 1.5f, "3FC00000");
        Check(Serdes.Double, -2.0, "C000000000000000");
        Check(Serdes.String, "né", "6EC3A9");
        Check(Serdes.Guid, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), Convert.ToHexString("00112233-4455-6677-8899-aabbccddeeff"u8));
        Assert.Equal("0102", Hex(Serdes.Memory, new byte[] { 1, 2 }));
        Assert.Equal([1, 2], Serdes.Memory.Deserialize([1, 2], default).ToArray());
    }

    [Fact]
    public void Lists_of_fixed_size_say_first_which_entries_are_null()
    {
        Check(Serdes.ListOf(Serdes.Int32), [1, 2], "00" + "00000000" + "00000002" + "00000001" + "00000002");
        Check(
            Serdes.ListOf(Provided<short?>()),
            [5, null, 6, null],
            "00" + "00000002" + "00000001" + "00000003" + "00000004" + "0005" + "0006");
        Check(Serdes.ListOf(Serdes.Double), [], "00" + "00000000" + "00000000");
    }

    [Fact]
    public void Other_lists_say_each_entrys_size()
    {
        Check(Serdes.ListOf(Serdes.String), ["ab", null!, ""], "01" + "00000003" + "00000002" + "6162" + "FFFFFFFF" + "00000000");
        Check(Serdes.ListOf(Serdes.Boolean), [true], "01" + "00000001" + "00000001" + "01");
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("0000")]
    [InlineData("007FFFFFFF")]
    [InlineData("0000000000000000027FFFFFFF")]
    [InlineData("0000000001000000000000000100000001")]
    public void A_torn_list_is_refused(string hex) =>
        Assert.Throws<SerdeException>(() => Serdes.ListOf(Serdes.Int32).Deserialize(Convert.FromHexString(hex), default));

    [Fact]
    public void What_is_no_value_of_the_type_is_refused()
    {
        Assert.Throws<SerdeException>(() => Serdes.Boolean.Deserialize([2], default));
        Assert.Throws<SerdeException>(() => Serdes.Int16.Deserialize([1], default));
        Assert.Throws<SerdeException>(() => Serdes.Single.Deserialize([1, 2, 3, 4, 5], default));
        Assert.Throws<SerdeException>(() => Serdes.Void.Deserialize([], default));
    }

    [Fact]
    public void Every_primitive_and_its_nullable_form_is_found_by_its_type()
    {
        Assert.All(
            (bool[])
            [
                Found<string>(), Found<long>(), Found<long?>(), Found<int>(), Found<int?>(), Found<short>(), Found<short?>(), Found<bool>(), Found<bool?>(),
                Found<float>(), Found<float?>(), Found<double>(), Found<double?>(), Found<byte[]>(), Found<ReadOnlyMemory<byte>>(), Found<Guid>(), Found<Guid?>(), Found<Nothing>(),
            ],
            Assert.True);
        Assert.False(Found<decimal>());

        static bool Found<T>() => Serdes.Primitive.TryGet<T>(out _);
    }

    private static Serde<T> Provided<T>() => Serdes.Primitive.TryGet<T>(out var serde) ? serde : throw new InvalidOperationException();

    private static void Check<T>(Serde<T> serde, T value, string hex)
    {
        Assert.Equal(hex, Hex(serde, value));
        Assert.Equal(value, serde.Deserialize(Convert.FromHexString(hex), default));
    }

    private static string Hex<T>(Serde<T> serde, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        serde.Serialize(value, output, default);
        return Convert.ToHexString(output.WrittenSpan);
    }
}
