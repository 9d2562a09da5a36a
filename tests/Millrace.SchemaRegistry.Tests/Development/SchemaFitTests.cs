using System.Text.Json;
using Millrace.Avro;
using Millrace.SchemaRegistry.Development;

namespace Millrace.SchemaRegistry.Tests;

public sealed class SchemaFitTests
{
    [Fact]
    public void Verdicts_and_reasons_are_those_of_Java_Avro()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.AvroFile("compatibility/histories.json")));
        var differences = new List<string>();
        var count = 0;
        foreach (var item in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var schemas = item.GetProperty("schemas").EnumerateArray().Select(s => AvroSchema.Parse(s.GetRawText())).ToArray();
            for (var i = 0; i < schemas.Length - 1; i++)
            {
                Compare(item, "canReadEarlier", i, SchemaFit.WhyUnreadable(reader: schemas[^1], writer: schemas[i]));
                Compare(item, "readableByEarlier", i, SchemaFit.WhyUnreadable(reader: schemas[i], writer: schemas[^1]));
                count++;
            }
        }

        Assert.True(count > 0);
        Assert.True(differences.Count == 0, string.Join('\n', differences));

        void Compare(JsonElement item, string direction, int i, IReadOnlyList<SchemaMismatch> actual)
        {
            var verdict = item.GetProperty(direction)[i];
            var expected = string.Join(", ", verdict.GetProperty("reasons").EnumerateArray().Select(r => $"{r.GetProperty("type")} {r.GetProperty("location")}"));
            var found = string.Join(", ", actual.Select(m => $"{m.KindName} {m.Path}"));
            if (verdict.GetProperty("compatible").GetBoolean() != (actual.Count == 0) || expected != found)
                differences.Add($"{item.GetProperty("name")} {direction} {i}: expected [{expected}], found [{found}]");
        }
    }
}
