using Millrace.Archive.Writing;
using Millrace.Avro;
using Millrace.Hvac;

namespace Millrace.Archive.Tests;

/// <summary>An archive in a folder of its own.</summary>
internal sealed class TestArchive : IDisposable
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("millrace-archive-").FullName;

    internal ArchiveOptions Options => new() { Directory = Folder, BlockBytes = 1 << 10 };

    internal string this[string relative] => Path.Combine(Folder, relative);

    internal ArchiveSink<string, HvacReading> Open(Action<CommitStep>? reached = null, Action? requestCommit = null, ArchiveOptions? options = null)
    {
        var sink = new ArchiveSink<string, HvacReading>(options ?? Options, SyntheticPartition.Format, null, reached);
        sink.Open(SyntheticPartition.Input, requestCommit ?? (() => { }));
        return sink;
    }

    /// <summary>An archive of three ranges that ends at 3,000.</summary>
    internal static TestArchive OfThreeRanges()
    {
        var archive = new TestArchive();
        using var sink = archive.Open();
        for (var start = 0; start < 3000; start += 1000)
        {
            sink.Feed(start, start + 1000);
            sink.Commit(start + 1000);
        }

        return archive;
    }

    internal ArchiveReport Verify() => ArchiveVerifier.Verify(Folder);

    internal string[] DataFiles() => [.. Directory.GetFiles(Folder, "*.avro", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    internal string[] Manifests() => [.. Directory.GetFiles(this["manifests/hvac.readings-3"]).Order(StringComparer.Ordinal)];

    internal IEnumerable<HvacReading> ReadAll() => DataFiles().SelectMany(Read);

    internal static List<HvacReading> Read(string file)
    {
        using var reader = new AvroContainerReader(File.OpenRead(file));
        return [.. reader.Read<HvacReading>()];
    }

    /// <summary>Every offset before the end is archived once, as it was, and nothing else lies about.</summary>
    internal void AssertExactlyOnce(long end)
    {
        var report = Verify();
        Assert.Empty(report.Problems);
        Assert.Equal(0, report.UnfinishedFiles);
        var partition = Assert.Single(report.Partitions);
        Assert.Equal((SyntheticPartition.Input, 0L, end), (partition.Input, partition.Start, partition.End));
        var offsets = Enumerable.Range(0, (int)end).Select(o => (long)o).ToList();
        Assert.Equal(offsets.Count(SyntheticPartition.IsRefused), report.Refused);
        Assert.Equal(offsets.Count(o => SyntheticPartition.IsGap(o) && !SyntheticPartition.IsRefused(o)), report.GapOffsets);
        var expected = offsets.Where(SyntheticPartition.IsRecord).Select(SyntheticPartition.Reading).ToList();
        Assert.Equal(expected, ReadAll().OrderBy(SyntheticPartition.OffsetOf));
        Assert.Equal(expected.Count, report.Records);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
