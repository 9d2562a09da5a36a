using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Millrace;

/// <summary>
/// Finds JSON serdes for the types that a source-generated <c>JsonSerializerContext</c> knows. Types that have a serde
/// among <see cref="Serdes"/>, such as string, are left to that: their bytes are not JSON.
/// </summary>
/// <param name="types">The generated context, for example <c>MyJsonContext.Default</c>; <c>JsonTypeInfoResolver.Combine</c> puts several together.</param>
/// <param name="options">Options to read and write with; null for those of the context.</param>
public sealed class JsonSerdeProvider(IJsonTypeInfoResolver types, JsonSerializerOptions? options = null) : ISerdeProvider
{
    private readonly IJsonTypeInfoResolver _types = types ?? throw new ArgumentNullException(nameof(types));

    private readonly JsonSerializerOptions _options = options is null
        ? (types as System.Text.Json.Serialization.JsonSerializerContext)?.Options ?? new JsonSerializerOptions { TypeInfoResolver = types }
        : new JsonSerializerOptions(options) { TypeInfoResolver = types };

    /// <inheritdoc/>
    public bool TryGet<T>([NotNullWhen(true)] out Serde<T>? serde)
    {
        serde = Serdes.Primitive.TryGet<T>(out _) || _types.GetTypeInfo(typeof(T), _options) is not JsonTypeInfo<T> type ? null : new JsonSerde<T>(type);
        return serde is not null;
    }
}
