namespace Millrace.SchemaRegistry;

/// <summary>What is wrong with a frame, before its Avro is looked at.</summary>
public enum WireFormatError
{
    /// <summary>It ends before its schema's id does.</summary>
    TooShort,

    /// <summary>It does not start with a zero byte: it is no frame of a schema registry.</summary>
    UnknownMagic,

    /// <summary>It names its schema by a GUID, as newer clients can; only ids are understood.</summary>
    UnknownGuid,

    /// <summary>The registry does not know the schema's id.</summary>
    UnknownId,

    /// <summary>The schema is known, but what it writes cannot be read as the record that is wanted.</summary>
    Incompatible,
}

/// <summary>A record that is no frame, or one whose schema is of no use here. It is a dead letter.</summary>
public sealed class WireFormatException : SerdeException
{
    internal WireFormatException(WireFormatError error, string message, int? schemaId = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error;
        SchemaId = schemaId;
    }

    /// <summary>What is wrong.</summary>
    public WireFormatError Error { get; }

    /// <summary>The id that the frame carries, where it carries one.</summary>
    public int? SchemaId { get; }
}
