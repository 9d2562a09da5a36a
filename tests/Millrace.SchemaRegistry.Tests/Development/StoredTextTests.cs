using System.Text.Json;
using Millrace.SchemaRegistry.Development;

namespace Millrace.SchemaRegistry.Tests;

public sealed class StoredTextTests
{
    [Fact]
    public void Schemas_are_stored_and_normalized_as_Confluents_own_library_does()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.RegistryFile("confluent-canonical.json")));
        var differences = new List<string>();
        var count = 0;
        foreach (var item in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var schema = item.GetProperty("schema").GetString()!;
            Compare(item, "stored", StoredText.Of(schema));
            Compare(item, "normalized", StoredText.Of(schema, normalize: true));
            count++;
        }

        Assert.True(count > 0);
        Assert.True(differences.Count == 0, string.Join('\n', differences));

        void Compare(JsonElement item, string form, string actual)
        {
            if (item.GetProperty(form).GetString() is var expected && expected != actual)
                differences.Add($"{item.GetProperty("name")} {form}:\n  {expected}\n  {actual}\n");
        }
    }
}
