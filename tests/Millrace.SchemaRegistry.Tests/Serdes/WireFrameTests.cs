using System.Text;
using System.Text.Json;
using Millrace.Avro;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>Frames that Confluent's own serializer wrote, with a registry that holds the ids it used.</summary>
[Trait("Part", "avro")]
public sealed class WireFrameTests
{
    [Fact]
    public async Task Frames_of_Confluents_serializer_are_read_to_the_same_datums()
    {
        var folder = Repository.AvroFile("wire");
        await using var registry = await ServeAsync(folder);
        using var client = new SchemaRegistryClient(SchemaRegistryOptions.Parse(registry.Url.AbsoluteUri));
        var serde = new AvroSerde<WireDatum>(client);
        var (differences, count) = (new List<string>(), 0);

        foreach (var path in Directory.GetFiles(folder, "*.json"))
        {
            using var file = JsonDocument.Parse(await File.ReadAllTextAsync(path));
            if (!file.RootElement.TryGetProperty("schemaId", out _))
                continue;
            foreach (var item in file.RootElement.GetProperty("cases").EnumerateArray())
            {
                var datum = await serde.ReadAsync(Convert.FromHexString(item.GetProperty("hex").GetString()!));
                using var actual = JsonDocument.Parse(datum.Value?.ToJsonString() ?? "null");
                if (!JsonElement.DeepEquals(item.GetProperty("datum"), actual.RootElement))
                    differences.Add($"{Path.GetFileName(path)} {item}: {actual.RootElement}");
                count++;
            }
        }

        Assert.True(count > 0);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    /// <summary>Subjects, strategies and ids included: a schema that is registered is found, and what was read is written to the same bytes.</summary>
    [Fact]
    public async Task Frames_of_Confluents_serializer_are_written_again_byte_for_byte()
    {
        var folder = Repository.AvroFile("wire");
        await using var registry = await ServeAsync(folder);
        using var client = new SchemaRegistryClient(SchemaRegistryOptions.Parse(registry.Url.AbsoluteUri));
        var reader = new GenericAvroSerde(client);
        var (differences, count) = (new List<string>(), 0);

        foreach (var path in Directory.GetFiles(folder, "*.json"))
        {
            using var file = JsonDocument.Parse(await File.ReadAllTextAsync(path));
            // A schema with references is registered as it was sent, which a schema that stands alone is not.
            if (!file.RootElement.TryGetProperty("references", out var references) || references.GetArrayLength() > 0)
                continue;
            if (AvroSchema.Parse(file.RootElement.GetProperty("schema").GetRawText()) is not RecordSchema)
                continue;
            var place = new SerdeContext(file.RootElement.GetProperty("topic").GetString()!, file.RootElement.GetProperty("field").GetString() == "key");
            foreach (var item in file.RootElement.GetProperty("cases").EnumerateArray())
            {
                var frame = Convert.FromHexString(item.GetProperty("hex").GetString()!);
                var record = await reader.ReadAsync(frame);
                var options = new AvroSerdeOptions { Subject = StrategyOf(file.RootElement, place, record.Schema.Name) };
                var writer = new GenericAvroSerde(client, record.Schema, options);
                await writer.PrepareAsync(place, SerdeUse.Write, CancellationToken.None);
                if (!frame.AsSpan().SequenceEqual(writer.Write(record, place)))
                    differences.Add($"{Path.GetFileName(path)} {item}");
                count++;
            }
        }

        Assert.True(count > 0);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public async Task Bad_frames_are_refused_each_with_its_own_kind_of_error()
    {
        var folder = Repository.AvroFile("wire");
        await using var registry = await ServeAsync(folder);
        using var client = new SchemaRegistryClient(SchemaRegistryOptions.Parse(registry.Url.AbsoluteUri));
        var serde = new AvroSerde<WireDatum>(client);
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "bad.json")));
        var differences = new List<string>();

        foreach (var item in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            // A null value is no frame and never reaches a serde.
            if (item.GetProperty("hex").GetString() is not { } hex)
                continue;
            var error = await Record.ExceptionAsync(() => serde.ReadAsync(Convert.FromHexString(hex)));
            if (KindOf(error) != item.GetProperty("expected").GetString())
                differences.Add($"{item}: {error}");
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static SubjectNameStrategy StrategyOf(JsonElement file, SerdeContext place, string recordName)
    {
        var subjects = file.GetProperty("subjects").EnumerateArray().Select(s => s.GetString()!).ToList();
        SubjectNameStrategy[] all = [SubjectNames.RecordName, SubjectNames.TopicRecordName, SubjectNames.TopicName];
        return all.First(strategy => subjects.Contains(strategy(place, recordName)));
    }

    private static string KindOf(Exception? error) => error switch
    {
        WireFormatException { Error: WireFormatError.TooShort } => "too-short",
        WireFormatException { Error: WireFormatError.UnknownMagic } => "unknown-magic",
        WireFormatException { Error: WireFormatError.UnknownGuid } => "unknown-guid",
        WireFormatException { Error: WireFormatError.UnknownId } => "unknown-id",
        AvroDataException { Error: AvroDataError.TrailingBytes } => "trailing-bytes",
        AvroDataException => "bad-datum",
        _ => "accepted",
    };

    private static async Task<DevelopmentRegistry> ServeAsync(string folder)
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "registry.json")));
        var registry = await DevelopmentRegistry.StartAsync();
        using var http = new HttpClient { BaseAddress = registry.Url };
        await SendAsync(HttpMethod.Put, "mode", new { mode = "IMPORT" });
        foreach (var schema in file.RootElement.GetProperty("schemas").EnumerateObject())
        {
            foreach (var use in schema.Value.GetProperty("versions").EnumerateArray())
            {
                await SendAsync(HttpMethod.Post, $"subjects/{use.GetProperty("subject")}/versions", new
                {
                    schema = schema.Value.GetProperty("schema").GetString(),
                    references = schema.Value.GetProperty("references"),
                    id = int.Parse(schema.Name, System.Globalization.CultureInfo.InvariantCulture),
                    version = use.GetProperty("version").GetInt32(),
                });
            }
        }

        return registry;

        async Task SendAsync(HttpMethod method, string path, object body)
        {
            using var request = new HttpRequestMessage(method, path)
            {
                Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
            };
            using var response = await http.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }
    }
}
