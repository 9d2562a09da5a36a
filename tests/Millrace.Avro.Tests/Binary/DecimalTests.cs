using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Millrace.Avro.Tests.Vectors;

namespace Millrace.Avro.Tests.Binary;

[Trait("Part", "avro")]
public sealed class DecimalTests
{
    public static TheoryData<string> Files => AvroVectors.Files("binary", "decimal-*.json", "decimal-bytes-38-18.json", "decimal-fixed-38-18.json");

    [Theory]
    [MemberData(nameof(Files))]
    public void Decimals_are_the_numbers_that_Java_shows(string file)
    {
        var vector = AvroVectors.Read("binary", file);
        var schema = AvroSchema.Parse(vector.GetProperty("schema").GetRawText());
        Assert.SkipWhen(schema.LogicalType.Precision > 28, "more digits than a decimal of .NET holds");
        var failures = new Failures();
        foreach (var item in AvroVectors.Cases(vector).Where(item => item.TryGetProperty("logical", out _)))
            failures.Check(item.Text("hex"), () => Check(schema, item));
        failures.AssertNone();
    }

    [Theory]
    [InlineData("100")]
    [InlineData("-99.995")]
    [InlineData("79228162514264337593543950335")]
    public void A_number_that_the_schema_has_no_digits_for_is_not_written(string number)
    {
        var value = decimal.Parse(number, CultureInfo.InvariantCulture);
        Assert.Equal(AvroDataError.OutOfRange, Assert.Throws<AvroDataException>(() => Write(value, 4, 2, size: 0)).Error);
        Assert.Equal(AvroDataError.OutOfRange, Assert.Throws<AvroDataException>(() => Write(value, 4, 2, size: 20)).Error);
    }

    [Theory]
    [InlineData("1.5000", "040096")]
    [InlineData("-0.01", "02ff")]
    [InlineData("0.000", "0200")]
    [InlineData("99.99", "04270f")]
    public void Zeros_at_the_end_say_nothing(string number, string hex)
    {
        Assert.Equal(hex, Convert.ToHexStringLower(Write(decimal.Parse(number, CultureInfo.InvariantCulture), 4, 2, size: 0)));
    }

    [Fact]
    public void Bytes_of_more_digits_than_the_schema_has_are_refused()
    {
        var error = Assert.Throws<AvroDataException>(() =>
        {
            var reader = new AvroReader([4, 0x27, 0x10]);
            reader.ReadDecimal(4, 2);
        });
        Assert.Equal((AvroDataError.OutOfRange, 0L), (error.Error, error.Offset));
    }

    private static void Check(AvroSchema schema, JsonElement item)
    {
        var (precision, scale) = (schema.LogicalType.Precision, schema.LogicalType.Scale);
        var size = schema is FixedSchema bytes ? bytes.Size : 0;
        var value = Read(item.Bytes("hex"), precision, scale, size);
        Assert.Equal(item.Text("logical"), value.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(value, Read(Write(value, precision, scale, size), precision, scale, size));
        if (size > 0)
            Assert.Equal(item.Text("hex"), Convert.ToHexStringLower(Write(value, precision, scale, size)));
    }

    private static decimal Read(byte[] bytes, int precision, int scale, int size)
    {
        var reader = new AvroReader(bytes);
        return size > 0 ? reader.ReadDecimalFixed(size, precision, scale) : reader.ReadDecimal(precision, scale);
    }

    private static byte[] Write(decimal value, int precision, int scale, int size)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new AvroWriter(output);
        if (size > 0)
            writer.WriteDecimalFixed(value, size, precision, scale);
        else
            writer.WriteDecimal(value, precision, scale);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
