namespace System.Runtime.CompilerServices
{
    /// <summary>Lets netstandard2.0 compile <c>init</c> properties and positional records.</summary>
    internal static class IsExternalInit;
}

namespace Millrace.Avro
{
    // The library's other half derives from MillraceException, which the compiler's process does not load.
    public sealed partial class AvroSchemaException : Exception;
}
