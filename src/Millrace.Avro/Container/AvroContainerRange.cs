namespace Millrace.Avro;

/// <summary>
/// A part of a container file by its bytes. It has the blocks whose sync marker, the one before them, begins in it.
/// </summary>
/// <param name="Start">The first byte.</param>
/// <param name="End">The byte behind the last.</param>
public readonly record struct AvroContainerRange(long Start, long End);
