namespace Millrace.Avro;

/// <summary>An object container file that is broken, or of a kind that cannot be read here.</summary>
public sealed class AvroContainerException : MillraceException
{
    internal AvroContainerException(AvroContainerError error, string detail, long offset, long wholeRecords, Exception? innerException = null)
        : base($"{detail} (block or header at byte {offset}, after {wholeRecords} whole records)", innerException)
    {
        Error = error;
        Offset = offset;
        WholeRecords = wholeRecords;
    }

    /// <summary>What is wrong.</summary>
    public AvroContainerError Error { get; }

    /// <summary>Where the broken block begins; 0 when it is the header. The bytes before it are a whole file.</summary>
    public long Offset { get; }

    /// <summary>How many records the blocks before hold.</summary>
    public long WholeRecords { get; }
}
