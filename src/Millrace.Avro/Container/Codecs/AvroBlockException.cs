namespace Millrace.Avro;

/// <summary>A block that a codec cannot decompress. Readers of files make an <see cref="AvroContainerException"/> of it, which says where.</summary>
public sealed class AvroBlockException : MillraceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="detail">What is wrong, as a clause.</param>
    /// <param name="isChecksum">Whether the block could be decompressed, but its checksum is another's.</param>
    /// <param name="innerException">What the codec's library said.</param>
    public AvroBlockException(string detail, bool isChecksum = false, Exception? innerException = null)
        : base(detail, innerException) => IsChecksum = isChecksum;

    /// <summary>Whether the block could be decompressed, but its checksum is another's.</summary>
    public bool IsChecksum { get; }

    internal static AvroBlockException TooLarge(int limit) => new($"it is more than {limit} bytes");
}
