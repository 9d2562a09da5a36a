using Millrace.Hvac;
using Millrace.Simulation.Feeding;

namespace Millrace.Simulation.Faults;

/// <summary>
/// One record that must be refused and end as one dead letter. Each has a key of its own that no unit of the building has, so that
/// its dead letter can be told from others, and no sound reading is lost with it.
/// </summary>
public sealed class PoisonRecord : Fault
{
    /// <summary>Far above what a registry gives out, and not an id that is reserved for anything.</summary>
    private const int UnknownSchemaId = 0x7FFF_FF00;

    private readonly long _seed;

    /// <summary>Creates the fault.</summary>
    /// <param name="key">The record's key.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="poison">What is wrong with it.</param>
    /// <param name="seed">Where meaningless bytes come from.</param>
    public PoisonRecord(string key, DateTimeOffset at, PoisonKind poison, long seed) : base(FaultKind.Poison, key, at, at)
    {
        Poison = poison;
        _seed = seed;
    }

    /// <summary>What is wrong with it.</summary>
    public PoisonKind Poison { get; }

    /// <inheritdoc/>
    public override string Description => Poison switch
    {
        PoisonKind.NotAvro => "bytes that are not Avro",
        PoisonKind.UnknownSchema => "unknown schema id",
        PoisonKind.WrongKey => "key of another device",
        PoisonKind.NotANumber => "temperature NaN",
        PoisonKind.OutOfRange => "temperature 250 C",
        _ => "timestamp a day ahead",
    };

    /// <summary>The record to send.</summary>
    internal OutgoingRecord ToRecord() => Poison switch
    {
        PoisonKind.NotAvro => OutgoingRecord.OfBytes(Target, Start, NoAvro()),
        PoisonKind.UnknownSchema => OutgoingRecord.OfBytes(Target, Start, UnknownSchema()),
        PoisonKind.WrongKey => OutgoingRecord.OfReading(Target, Start, Sound() with { DeviceId = Target + "-other" }),
        PoisonKind.NotANumber => OutgoingRecord.OfReading(Target, Start, Sound() with { AmbientTemperature = double.NaN }),
        PoisonKind.OutOfRange => OutgoingRecord.OfReading(Target, Start, Sound() with { AmbientTemperature = 250 }),
        _ => OutgoingRecord.OfReading(Target, Start, Sound() with { Timestamp = Start + TimeSpan.FromDays(1) }),
    };

    private HvacReading Sound() => new()
    {
        DeviceId = Target,
        Timestamp = Start,
        AmbientTemperature = 22,
        DesiredTemperature = 22,
        Mode = Mode.Cooling,
    };

    /// <summary>Begins like a broken line of JSON: anything but the framing's zero.</summary>
    private byte[] NoAvro() => [(byte)'{', (byte)'"', .. Noise(30)];

    private byte[] UnknownSchema()
    {
        byte[] framed = [0, 0, 0, 0, 0, .. Noise(40)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), UnknownSchemaId);
        return framed;
    }

    private byte[] Noise(int length)
    {
        var random = SimulationRandom.For(_seed, SimulationRandom.Purpose.Poison);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)random.NextUInt64();
        return bytes;
    }
}
