using System.Buffers;
using Millrace.Avro;

namespace Millrace.Archive;

/// <summary>Where a record belongs in the archive: <c>site=SITE/date=yyyy-MM-dd/</c>.</summary>
/// <param name="Site">The site; null or empty becomes <c>unknown</c>.</param>
/// <param name="Date">The day in UTC.</param>
public readonly record struct ArchivePlace(string? Site, DateOnly Date);

/// <summary>Appends the Avro binary encoding of a value.</summary>
/// <exception cref="AvroDataException">The value has no form in the schema; it is recorded as refused.</exception>
public delegate void ArchiveEncoder<in T>(T value, IBufferWriter<byte> output);

/// <summary>How values become records of container files.</summary>
/// <typeparam name="T">The values' type.</typeparam>
/// <param name="Schema">The schema; every file carries it.</param>
/// <param name="Place">Says where a value belongs. A function of the value alone, so that a replay decides the same.</param>
/// <param name="Encode">Encodes a value with that schema.</param>
public sealed record ArchiveFormat<T>(AvroSchema Schema, Func<T, ArchivePlace> Place, ArchiveEncoder<T> Encode);

/// <summary>Makes formats.</summary>
public static class ArchiveFormat
{
    /// <summary>The format of a record that was generated from its schema.</summary>
    public static ArchiveFormat<T> Of<T>(Func<T, ArchivePlace> place)
        where T : IAvroRecord<T> =>
        new(T.Schema, place, static (value, output) =>
        {
            var writer = new AvroWriter(output);
            T.Encode(value, ref writer);
            writer.Flush();
        });
}
