using System.Text.Json.Serialization;
using Millrace.Hvac;

namespace Millrace.Avro.Benchmarks;

/// <summary>The reading for System.Text.Json, source-generated: what a .NET service would send instead.</summary>
[JsonSerializable(typeof(HvacReading))]
internal sealed partial class ReadingJson : JsonSerializerContext;
