using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Millrace.Hvac;

namespace Millrace.Avro.Benchmarks;

/// <summary>What one reading costs between bytes and record; the budget is a decoded record and nothing beside it.</summary>
[MemoryDiagnoser]
public class ReadingCodec
{
    private static readonly HvacReading Reading = new()
    {
        DeviceId = "TT0124",
        Timestamp = DateTimeOffset.UnixEpoch.AddDays(20_000),
        Site = "north",
        AmbientTemperature = 21.5,
        DesiredTemperature = 21,
        Humidity = 44.2,
        Co2 = 640,
        Power = 1250,
        Energy = 17.9,
        Mode = Mode.Cooling,
        Occupied = true,
    };

    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private byte[] _bytes = [];
    private byte[] _olderBytes = [];
    private byte[] _json = [];
    private AvroDecoder<HvacReading> _resolved = null!;

    /// <summary>The same without BenchmarkDotNet, in turns.</summary>
    public static void RunSlices()
    {
        var codec = new ReadingCodec();
        codec.Prepare();
        Slices.Run(
            ("encode", () => codec.Encode()),
            ("decode", () => codec.Decode()),
            ("decode an older writer", () => codec.DecodeOlderWriter()),
            ("System.Text.Json encode", () => codec.EncodeJson()),
            ("System.Text.Json decode", () => codec.DecodeJson()));
        JavaPeer.Run(HvacReading.SchemaText, OlderWriter.Schema.ToString(), codec._bytes, codec._olderBytes);
    }

    [GlobalSetup]
    public void Prepare()
    {
        Encode();
        _bytes = _output.WrittenSpan.ToArray();
        var older = OlderWriter.Schema;
        _resolved = HvacReading.ResolveDecoder(older);
        _olderBytes = OlderWriter.Encode(Reading);
        _json = JsonSerializer.SerializeToUtf8Bytes(Reading, ReadingJson.Default.HvacReading);
    }

    [Benchmark]
    public int Encode()
    {
        _output.ResetWrittenCount();
        var writer = new AvroWriter(_output);
        HvacReading.Encode(Reading, ref writer);
        writer.Flush();
        return _output.WrittenCount;
    }

    [Benchmark(Baseline = true)]
    public HvacReading Decode()
    {
        var reader = new AvroReader(_bytes);
        return HvacReading.Decode(ref reader);
    }

    [Benchmark]
    public HvacReading DecodeOlderWriter()
    {
        var reader = new AvroReader(_olderBytes);
        return _resolved(ref reader);
    }

    [Benchmark]
    public int EncodeJson() => JsonSerializer.SerializeToUtf8Bytes(Reading, ReadingJson.Default.HvacReading).Length;

    [Benchmark]
    public HvacReading? DecodeJson() => JsonSerializer.Deserialize(_json, ReadingJson.Default.HvacReading);
}
