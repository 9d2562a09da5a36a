using System.Text.Json.Serialization;
using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry.Development;

/// <summary>One change of a registry: what the file keeps, a line each, and what the state is built from.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Registered), "registered")]
[JsonDerivedType(typeof(VersionsDeleted), "deleted")]
[JsonDerivedType(typeof(LevelSet), "level")]
[JsonDerivedType(typeof(ModeSet), "mode")]
internal abstract record RegistryEvent;

/// <summary>A version came to a subject.</summary>
internal sealed record Registered(string Subject, int Version, int Id, string Schema, string SchemaType, ReferenceBody[]? References) : RegistryEvent;

/// <summary>Versions went, for good or not.</summary>
internal sealed record VersionsDeleted(string Subject, int[] Versions, bool Permanent) : RegistryEvent;

/// <summary>The level of a subject, or of all, was set; null takes it away.</summary>
internal sealed record LevelSet(string? Subject, string? Level) : RegistryEvent;

/// <summary>The mode of a subject, or of all, was set; null takes it away.</summary>
internal sealed record ModeSet(string? Subject, string? Mode) : RegistryEvent;

/// <summary>The file's lines, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RegistryEvent))]
internal sealed partial class RegistryEventJson : JsonSerializerContext;
