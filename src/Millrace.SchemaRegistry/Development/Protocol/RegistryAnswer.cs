using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry.Development;

/// <summary>An answer: a status and JSON.</summary>
internal sealed record RegistryAnswer(int Status, byte[] Body)
{
    public const string MediaType = "application/vnd.schemaregistry.v1+json";

    public static RegistryAnswer Of<T>(T value, JsonTypeInfo<T> type) => new(200, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static RegistryAnswer Error(int status, int code, string message) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new ErrorBody { ErrorCode = code, Message = message }, RegistryJson.Default.ErrorBody));
}
