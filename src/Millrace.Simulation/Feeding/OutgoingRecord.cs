using Millrace.Hvac;

namespace Millrace.Simulation.Feeding;

/// <summary>What is to be sent to <c>hvac.readings</c>: a reading, or bytes that pretend to be one.</summary>
public readonly record struct OutgoingRecord
{
    private OutgoingRecord(string key, DateTimeOffset timestamp, HvacReading? reading, ReadOnlyMemory<byte> bytes)
    {
        Key = key;
        Timestamp = timestamp;
        Reading = reading;
        Bytes = bytes;
    }

    /// <summary>The record's key: the unit, except in a poisoned record.</summary>
    public string Key { get; }

    /// <summary>The record's timestamp, which for a reading out of a gateway's backlog lies before the moment it is sent.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The value; null when <see cref="Bytes"/> are to be sent as they are.</summary>
    public HvacReading? Reading { get; }

    /// <summary>The value's bytes as they are to be sent, without a serializer; empty when there is a <see cref="Reading"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>A reading under its device's key and its own time.</summary>
    public static OutgoingRecord Of(HvacReading reading) => new(reading.DeviceId, reading.Timestamp, reading, default);

    /// <summary>A reading under a key and time that may not be its own.</summary>
    public static OutgoingRecord OfReading(string key, DateTimeOffset timestamp, HvacReading reading) => new(key, timestamp, reading, default);

    /// <summary>Bytes that no serializer made.</summary>
    public static OutgoingRecord OfBytes(string key, DateTimeOffset timestamp, ReadOnlyMemory<byte> bytes) => new(key, timestamp, null, bytes);
}
