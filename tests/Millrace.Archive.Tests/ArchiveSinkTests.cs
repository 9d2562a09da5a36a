using System.Text.Json;
using Millrace.Avro;
using Millrace.Hvac;

namespace Millrace.Archive.Tests;

public sealed class ArchiveSinkTests : IDisposable
{
    private readonly TestArchive _archive = new();

    [Fact]
    public void Records_lie_under_their_site_and_their_day()
    {
        using var sink = _archive.Open();
        Write(sink, 0, "north", new(2026, 3, 1, 23, 59, 59, TimeSpan.Zero));
        Write(sink, 1, "north", new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
        Write(sink, 2, null, new(2026, 3, 2, 1, 0, 0, TimeSpan.FromHours(2)));
        Write(sink, 3, "a/b=c", new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
        sink.Commit(4);
        var folders = _archive.DataFiles().Select(f => Path.GetRelativePath(_archive.Folder, Path.GetDirectoryName(f)!)).Order(StringComparer.Ordinal);
        Assert.Equal(["site=a%2Fb%3Dc/date=2026-03-02", "site=north/date=2026-03-01", "site=north/date=2026-03-02", "site=unknown/date=2026-03-01"], folders);
    }

    [Fact]
    public void Nothing_is_seen_of_a_range_before_its_commit()
    {
        using var sink = _archive.Open();
        sink.Feed(0, 500);
        Assert.Empty(Directory.GetDirectories(_archive.Folder, "site=*"));
        Assert.Empty(_archive.Manifests());
        sink.Commit(500);
        _archive.AssertExactlyOnce(500);
    }

    [Fact]
    public void A_manifest_says_what_became_of_every_offset()
    {
        using var sink = _archive.Open();
        sink.Feed(0, 20);
        sink.Commit(20);
        using var json = JsonDocument.Parse(File.ReadAllText(_archive["manifests/hvac.readings-3/00000000000000000000.json"]));
        var root = json.RootElement;
        Assert.Equal(("hvac.readings", 3, 0, 20), (root.GetProperty("topic").GetString(), root.GetProperty("partition").GetInt32(),
            root.GetProperty("start").GetInt64(), root.GetProperty("end").GetInt64()));
        var refused = Assert.Single(root.GetProperty("refused").EnumerateArray());
        Assert.Equal((7, "not Avro at 7"), (refused.GetProperty("offset").GetInt64(), refused.GetProperty("reason").GetString()));
        var gap = Assert.Single(root.GetProperty("gaps").EnumerateArray());
        Assert.Equal((13, 14), (gap.GetProperty("from").GetInt64(), gap.GetProperty("to").GetInt64()));
        Assert.Equal(18, root.GetProperty("files").EnumerateArray().Sum(f => f.GetProperty("records").GetInt64()));
    }

    [Fact]
    public void A_file_says_where_it_comes_from()
    {
        using (var sink = _archive.Open())
        {
            Write(sink, 0, "north", DateTimeOffset.UnixEpoch);
            sink.Commit(1);
        }

        using var reader = new AvroContainerReader(File.OpenRead(Assert.Single(_archive.DataFiles())));
        Assert.Equal("deflate", reader.Codec);
        Assert.Equal("hvac.readings", System.Text.Encoding.UTF8.GetString(reader.Metadata["millrace.topic"].Span));
        Assert.Equal("3", System.Text.Encoding.UTF8.GetString(reader.Metadata["millrace.partition"].Span));
    }

    [Fact]
    public void Records_that_come_again_are_passed_over()
    {
        using (var sink = _archive.Open())
        {
            sink.Feed(0, 1000);
            sink.BeforeCommit(1000);
        }

        using var again = _archive.Open();
        again.Feed(200, 700);
        again.Commit(700);
        again.Feed(700, 1500);
        again.Commit(1500);
        _archive.AssertExactlyOnce(1500);
    }

    [Fact]
    public void A_commit_without_anything_new_publishes_nothing()
    {
        using var sink = _archive.Open();
        sink.Commit(0);
        sink.Feed(0, 10);
        sink.Commit(10);
        sink.Commit(10);
        Assert.Single(_archive.Manifests());
    }

    [Fact]
    public void A_range_without_records_is_a_gap()
    {
        using var sink = _archive.Open();
        sink.Commit(10);
        var report = _archive.Verify();
        Assert.Empty(report.Problems);
        Assert.Equal((10, 0), (report.GapOffsets, report.Files));
    }

    [Fact]
    public void A_partition_whose_beginning_was_deleted_begins_with_a_gap()
    {
        using var sink = _archive.Open();
        Write(sink, 5000, "north", DateTimeOffset.UnixEpoch);
        sink.Commit(5001);
        var report = _archive.Verify();
        Assert.Empty(report.Problems);
        Assert.Equal((5000, 1), (report.GapOffsets, report.Records));
    }

    [Fact]
    public void A_value_that_cannot_be_encoded_is_refused()
    {
        using var sink = _archive.Open();
        Write(sink, 0, "north", DateTimeOffset.UnixEpoch);
        sink.Write(new Record<string, HvacReading>("k", SyntheticPartition.Reading(1) with { Mode = (Mode)99 }, 0), At(1));
        sink.Write(new Record<string, HvacReading>("k", null!, 0), At(2));
        sink.Commit(3);
        var report = _archive.Verify();
        Assert.Empty(report.Problems);
        Assert.Equal((1, 2), (report.Records, report.Refused));
    }

    [Fact]
    public void A_format_that_throws_costs_its_record_and_is_told()
    {
        var format = new ArchiveFormat<string>(
            AvroSchema.Parse("\"string\""), v => new ArchivePlace(v, DateOnly.MinValue), (v, _) => throw new InvalidOperationException($"no {v}"));
        using (var sink = new ArchiveSink<string, string>(_archive.Options, format))
        {
            sink.Open(SyntheticPartition.Input, () => { });
            sink.Write(new Record<string, string>("k", "way", 0), At(0));
            sink.BeforeCommit(1);
        }

        Assert.Contains("InvalidOperationException: no way", File.ReadAllText(Assert.Single(_archive.Manifests())), StringComparison.Ordinal);
        Assert.Equal(1, _archive.Verify().Refused);
    }

    [Fact]
    public void A_sink_that_is_closed_leaves_nothing_on_its_way()
    {
        using (var sink = _archive.Open())
            sink.Feed(0, 1000);
        Assert.Empty(_archive.DataFiles());
    }

    [Fact]
    public void A_size_asks_for_a_commit_once()
    {
        var asked = 0;
        using var sink = _archive.Open(requestCommit: () => asked++, options: _archive.Options with { RollBytes = 4096 });
        sink.Feed(0, 20);
        Assert.Equal(0, asked);
        sink.Feed(20, 2000);
        Assert.Equal(1, asked);
        sink.Commit(2000);
        sink.Feed(2000, 4000);
        Assert.Equal(2, asked);
    }

    [Fact]
    public void More_files_are_under_way_than_may_be_open()
    {
        using var sink = _archive.Open(options: _archive.Options with { MaxOpenFiles = 2 });
        sink.Feed(0, 5000);
        sink.Commit(5000);
        // Four sites, three days: closing a file for another does not cut it.
        Assert.Equal(12, _archive.DataFiles().Length);
        _archive.AssertExactlyOnce(5000);
    }

    [Fact]
    public void A_record_that_comes_twice_within_a_range_is_an_error()
    {
        using var sink = _archive.Open();
        Write(sink, 0, "north", DateTimeOffset.UnixEpoch);
        Assert.Throws<ArchiveException>(() => Write(sink, 0, "north", DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void A_record_of_another_partition_is_an_error()
    {
        using var sink = _archive.Open();
        Assert.Throws<ArchiveException>(() => sink.Refused(new RecordOrigin("hvac.readings", 4, 0), "no"));
        Assert.Throws<ArchiveException>(() => sink.Refused(new RecordOrigin("other", 3, 0), "no"));
    }

    [Fact]
    public void A_torn_last_manifest_stops_the_worker()
    {
        using (var sink = _archive.Open())
            sink.Commit(10);
        var manifest = Assert.Single(_archive.Manifests());
        File.WriteAllText(manifest, File.ReadAllText(manifest)[..40]);
        var refused = Assert.Throws<ArchiveException>(() => _archive.Open());
        Assert.False(refused.IsTransient);
        Assert.Contains(manifest, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_or_odd_reason_is_kept_as_far_as_it_goes()
    {
        using var sink = _archive.Open();
        sink.Refused(At(0), new string('x', 299) + "\ud83d\ude00 and so on");
        sink.Refused(At(1), "\ud83d");
        sink.Commit(2);
        Assert.Equal(2, _archive.Verify().Refused);
        using var again = _archive.Open();
    }

    [Fact]
    public void Partitions_do_not_see_each_other()
    {
        using var sink = _archive.Open();
        using var other = new ArchiveSink<string, HvacReading>(_archive.Options, SyntheticPartition.Format);
        other.Open(new TopicPartition("hvac.readings", 33), () => { });
        sink.Feed(0, 100);
        other.Write(new Record<string, HvacReading>("k", SyntheticPartition.Reading(0), 0), new RecordOrigin("hvac.readings", 33, 0));
        sink.Commit(100);
        other.BeforeCommit(1);
        Assert.Empty(_archive.Verify().Problems);
        Assert.Equal(2, _archive.Verify().Partitions.Count);
    }

    [Fact]
    public void Every_broken_option_is_named_at_once()
    {
        var options = new ArchiveOptions { Directory = "", RollBytes = 0, BlockBytes = 0, MaxOpenFiles = 0 };
        Assert.Equal(4, options.Validate().Count);
        var refused = Assert.Throws<ArgumentException>(() => new ArchiveSink<string, HvacReading>(options, SyntheticPartition.Format));
        Assert.Contains("MaxOpenFiles is 0: it is from 1 to 100000", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _archive.Dispose();

    private static RecordOrigin At(long offset) => new(SyntheticPartition.Input.Topic, SyntheticPartition.Input.Partition, offset);

    private static void Write(ArchiveSink<string, HvacReading> sink, long offset, string? site, DateTimeOffset at) =>
        sink.Write(new Record<string, HvacReading>("k", new HvacReading { DeviceId = "d", Timestamp = at, Site = site }, 0), At(offset));
}
