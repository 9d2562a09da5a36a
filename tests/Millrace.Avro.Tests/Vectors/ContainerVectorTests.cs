namespace Millrace.Avro.Tests.Vectors;

[Trait("Part", "avro")]
public sealed class ContainerVectorTests
{
    public static TheoryData<string> Good => AvroVectors.Files("container", "*.avro");

    [Theory]
    [MemberData(nameof(Good))]
    public void Files_of_others_hold_the_same_records(string file)
    {
        var path = AvroVectors.Find("container", file);
        var expected = AvroVectors.Read("container", Path.ChangeExtension(file, ".json"));
        SkipUnlessKnown(expected.Text("codec"));
        using var reader = new AvroContainerReader(File.OpenRead(path));
        Assert.Equal(expected.Text("codec"), reader.Codec);
        Assert.Equal(expected.Text("sync"), Convert.ToHexStringLower(reader.SyncMarker.Span));
        foreach (var member in expected.GetProperty("metadata").EnumerateObject())
            Assert.Equal(member.Value.GetString(), System.Text.Encoding.UTF8.GetString(reader.Metadata[member.Name].Span));

        var records = reader.ReadGeneric().Select(VectorDatum.Describe).ToList();
        Assert.Equal(expected.GetProperty("records").EnumerateArray().Select(record => VectorDatum.Describe(VectorDatum.Parse(reader.Schema, record))), records);
        Assert.Equal(expected.GetProperty("blocks").GetArrayLength(), reader.BlockCount);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void Encoded_records_copied_to_another_file_are_the_same(string file)
    {
        var path = AvroVectors.Find("container", file);
        var expected = AvroVectors.Read("container", Path.ChangeExtension(file, ".json"));
        SkipUnlessKnown(expected.Text("codec"));
        using var copy = new MemoryStream();
        using (var reader = new AvroContainerReader(File.OpenRead(path)))
        using (var writer = new AvroContainerWriter(copy, reader.Schema, new AvroContainerOptions { Codec = reader.Codec, BlockBytes = 200, LeaveOpen = true }))
        {
            while (reader.TryRead(out var datum))
                writer.WriteEncoded(datum);
        }

        copy.Position = 0;
        using var again = new AvroContainerReader(copy);
        Assert.Equal(
            expected.GetProperty("records").EnumerateArray().Select(record => VectorDatum.Describe(VectorDatum.Parse(again.Schema, record))),
            again.ReadGeneric().Select(VectorDatum.Describe));
    }

    [Fact]
    public void Broken_files_are_refused_with_the_right_kind_of_error()
    {
        var expected = AvroVectors.Read("container-bad", "expected.json");
        var schema = AvroSchema.Parse(expected.GetProperty("schema").GetRawText());
        var records = expected.GetProperty("records").EnumerateArray().Select(record => VectorDatum.Describe(VectorDatum.Parse(schema, record))).ToList();
        var failures = new Failures();
        foreach (var item in expected.GetProperty("files").EnumerateArray())
        {
            var name = item.Text("file");
            failures.Check(name, () => CheckBroken(AvroVectors.Find("container-bad", name), item.Text("expected"), records));
        }

        failures.AssertNone();
    }

    private static void CheckBroken(string path, string expected, List<string> records)
    {
        var delivered = new List<string>();
        var error = Assert.Throws<AvroContainerException>(() =>
        {
            using var reader = new AvroContainerReader(File.OpenRead(path));
            foreach (var record in reader.ReadGeneric())
                delivered.Add(VectorDatum.Describe(record));
        });
        // Without the codec's library nothing more can be found out about a file.
        if (error.Error == AvroContainerError.UnknownCodec && Path.GetFileName(path).StartsWith("zstandard", StringComparison.Ordinal))
            SkipUnlessKnown("zstandard");
        Assert.Equal(expected.Replace("-", "", StringComparison.Ordinal), error.Error.ToString(), ignoreCase: true);
        Assert.True(error.WholeRecords <= delivered.Count, "more whole records than were delivered");
        Assert.Equal(records.Take((int)error.WholeRecords), delivered.Take((int)error.WholeRecords));
    }

    private static void SkipUnlessKnown(string codec) =>
        Assert.SkipUnless(AvroBlockCodecs.Names.Contains(codec, StringComparer.Ordinal), $"the library of the codec {codec} is absent");
}
