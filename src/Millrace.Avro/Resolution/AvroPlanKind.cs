using System.ComponentModel;

namespace Millrace.Avro;

/// <summary>How a value of the writer becomes one of the reader. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum AvroPlanKind
{
    /// <summary>A record whose fields stand in the reader's order.</summary>
    Record,

    /// <summary>An array or map whose items have a plan.</summary>
    Items,

    /// <summary>A union whose branches are the reader's, in the same order.</summary>
    Union,

    /// <summary>Another list of symbols.</summary>
    Enum,

    /// <summary>Anything else: it is brought into the reader's form first.</summary>
    Convert,
}
