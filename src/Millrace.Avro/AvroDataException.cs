using Millrace.Avro.Binary;

namespace Millrace.Avro;

/// <summary>Bytes that are not a value of their schema, or a value that cannot be written with it.</summary>
public sealed class AvroDataException : SerdeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="offset">Where in the bytes, from 0; -1 when it was about to be written.</param>
    /// <param name="detail">The same for people, as a clause.</param>
    /// <param name="path">Which field, where it is known.</param>
    public AvroDataException(AvroDataError error, long offset, string detail, string? path = null)
        : base(Describe(offset, detail, path))
    {
        Error = error;
        Offset = offset;
        Path = path;
        Detail = detail;
    }

    /// <summary>What is wrong.</summary>
    public AvroDataError Error { get; }

    /// <summary>Where in the bytes, from 0; -1 when it was about to be written.</summary>
    public long Offset { get; }

    /// <summary>Which field, where it is known: <c>fan.speed</c>.</summary>
    public string? Path { get; }

    /// <summary>What is wrong for people, as a clause without the place.</summary>
    public string Detail { get; }

    /// <summary>The same error with <see cref="Path"/>, where it can be told from the value's bytes.</summary>
    /// <param name="schema">The schema that the value was written with.</param>
    /// <param name="data">The value's bytes, from which <see cref="Offset"/> counts.</param>
    public AvroDataException Locate(AvroSchema schema, ReadOnlySpan<byte> data) => Locate(schema, data, start: 0);

    /// <summary>The same for a value that begins at <paramref name="start"/>.</summary>
    internal AvroDataException Locate(AvroSchema schema, ReadOnlySpan<byte> data, int start)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (Path is not null || Offset < start || Error == AvroDataError.TrailingBytes)
            return this;
        return DatumWalk.FindPath(schema, data[start..], Offset - start) is { } path ? new AvroDataException(Error, Offset, Detail, path) : this;
    }

    private static string Describe(long offset, string detail, string? path) => (offset, path) switch
    {
        ( < 0, null) => $"cannot be written as Avro: {detail}",
        ( < 0, _) => $"cannot be written as Avro: {path}: {detail}",
        (_, null) => $"not the expected Avro: {detail}, at byte {offset}",
        _ => $"not the expected Avro: {path}: {detail}, at byte {offset}",
    };
}
