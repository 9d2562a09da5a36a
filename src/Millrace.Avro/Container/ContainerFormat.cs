namespace Millrace.Avro.Container;

/// <summary>The constants of section "Object Container Files".</summary>
internal static class ContainerFormat
{
    public const int SyncBytes = 16;
    public const string SchemaKey = "avro.schema";
    public const string CodecKey = "avro.codec";

    public static ReadOnlySpan<byte> Magic => "Obj\u0001"u8;
}
