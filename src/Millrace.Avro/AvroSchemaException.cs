namespace Millrace.Avro;

// The generator, which cannot reference Millrace, compiles the other part with System.Exception as its base.
public sealed partial class AvroSchemaException : MillraceException;
