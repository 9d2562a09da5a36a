using System.Text;

namespace Millrace.Archive.Tests;

public sealed class ArchiveVerifierTests : IDisposable
{
    private readonly TestArchive _archive = TestArchive.OfThreeRanges();

    [Fact]
    public void A_whole_archive_has_no_problem()
    {
        var report = _archive.Verify();
        Assert.True(report.IsWhole);
        Assert.Equal((3000, 3), (report.Partitions[0].End, report.Partitions[0].Manifests));
        Assert.Equal(_archive.DataFiles().Sum(f => new FileInfo(f).Length), report.Bytes);
    }

    [Fact]
    public void A_deleted_file_is_found()
    {
        File.Delete(_archive.DataFiles()[0]);
        AssertProblem(ArchiveProblemKind.FileMissing);
    }

    [Fact]
    public void A_deleted_site_is_found()
    {
        Directory.Delete(_archive["site=north"], recursive: true);
        Assert.All(_archive.Verify().Problems, p => Assert.Equal(ArchiveProblemKind.FileMissing, p.Kind));
        Assert.False(_archive.Verify().IsWhole);
    }

    [Fact]
    public void A_truncated_file_is_found()
    {
        using (var file = File.OpenWrite(_archive.DataFiles()[0]))
            file.SetLength(file.Length - 1);
        AssertProblem(ArchiveProblemKind.FileDamaged);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_changed_byte_is_found(double where)
    {
        var path = _archive.DataFiles()[0];
        var bytes = File.ReadAllBytes(path);
        bytes[(int)((bytes.Length - 1) * where)] ^= 1;
        File.WriteAllBytes(path, bytes);
        AssertProblem(ArchiveProblemKind.FileDamaged);
    }

    [Fact]
    public void A_file_that_another_was_copied_over_is_found()
    {
        var files = _archive.DataFiles();
        File.Copy(files[0], files[1], overwrite: true);
        AssertProblem(ArchiveProblemKind.FileDamaged);
    }

    [Theory]
    [InlineData("\"end\": 2000", "\"end\": 2001")]
    [InlineData("not Avro at 1017", "not Avro at all!")]
    [InlineData("\"records\": ", "\"records\":  ")]
    public void An_edited_manifest_is_found(string from, string to)
    {
        Edit(_archive.Manifests()[1], from, to);
        AssertProblem(ArchiveProblemKind.ManifestUnreadable);
    }

    [Fact]
    public void A_manifest_that_was_written_anew_with_other_contents_is_found()
    {
        // What a careful forger, or a restored older copy, leaves: each manifest is whole in itself.
        var path = _archive.Manifests()[1];
        var forged = Manifests.ManifestJson.Read(File.ReadAllBytes(path));
        var refused = forged.Refused.Select(r => r with { Reason = "forged" }).ToList();
        File.WriteAllBytes(path, Manifests.ManifestJson.Write(forged with { Refused = refused }).Text);
        AssertProblem(ArchiveProblemKind.ManifestReplaced);
    }

    [Fact]
    public void A_manifest_that_does_not_add_up_is_found()
    {
        var path = _archive.Manifests()[2];
        var forged = Manifests.ManifestJson.Read(File.ReadAllBytes(path));
        File.WriteAllBytes(path, Manifests.ManifestJson.Write(forged with { Gaps = [.. forged.Gaps.Skip(1)] }).Text);
        AssertProblem(ArchiveProblemKind.CountsDiffer);
    }

    [Fact]
    public void A_manifest_that_says_less_than_its_file_holds_is_found()
    {
        var path = _archive.Manifests()[2];
        var forged = Manifests.ManifestJson.Read(File.ReadAllBytes(path));
        var files = forged.Files.ToList();
        (files[0], files[1]) = (files[0] with { Records = files[0].Records - 1 }, files[1] with { Records = files[1].Records + 1 });
        File.WriteAllBytes(path, Manifests.ManifestJson.Write(forged with { Files = files }).Text);
        Assert.Equal([ArchiveProblemKind.CountsDiffer, ArchiveProblemKind.CountsDiffer], _archive.Verify().Problems.Select(p => p.Kind));
    }

    [Fact]
    public void Ranges_that_overlap_are_found()
    {
        var path = _archive.Manifests()[1];
        var forged = Manifests.ManifestJson.Read(File.ReadAllBytes(path));
        File.WriteAllBytes(path, Manifests.ManifestJson.Write(forged with { End = 2001, Gaps = [.. forged.Gaps, new(2000, 2001)] }).Text);
        AssertProblem(ArchiveProblemKind.OffsetsOverlap);
    }

    [Theory]
    [InlineData(0, ArchiveProblemKind.OffsetsMissing)]
    [InlineData(1, ArchiveProblemKind.OffsetsMissing)]
    [InlineData(2, ArchiveProblemKind.FileUnknown)]
    public void A_removed_manifest_is_found(int which, ArchiveProblemKind kind)
    {
        File.Delete(_archive.Manifests()[which]);
        var problems = _archive.Verify().Problems;
        Assert.Contains(problems, p => p.Kind == kind);
        // The files of its range have lost their name, too.
        Assert.Equal(12, problems.Count(p => p.Kind == ArchiveProblemKind.FileUnknown));
    }

    [Fact]
    public void An_empty_manifest_is_found()
    {
        File.WriteAllText(_archive.Manifests()[1], "");
        AssertProblem(ArchiveProblemKind.ManifestUnreadable);
    }

    [Fact]
    public void A_manifest_of_another_partition_is_found()
    {
        Directory.CreateDirectory(_archive["manifests/hvac.readings-4"]);
        File.Copy(_archive.Manifests()[0], _archive["manifests/hvac.readings-4/00000000000000000000.json"]);
        AssertProblem(ArchiveProblemKind.ManifestUnreadable);
    }

    [Fact]
    public void A_file_that_nobody_wrote_is_found()
    {
        var file = _archive.DataFiles()[0];
        File.Copy(file, Path.Combine(Path.GetDirectoryName(file)!, "copy.avro"));
        AssertProblem(ArchiveProblemKind.FileUnknown);
    }

    [Fact]
    public void What_an_unfinished_commit_left_is_counted_and_is_no_problem()
    {
        using var dying = _archive.Open(step =>
        {
            if (step == Writing.CommitStep.FilesNamed)
                throw new SimulatedCrashException();
        });
        dying.Feed(3000, 3100);
        Assert.Throws<SimulatedCrashException>(() => dying.BeforeCommit(3100));
        var report = _archive.Verify();
        Assert.Empty(report.Problems);
        Assert.Equal(_archive.DataFiles().Length - 36, report.UnfinishedFiles);
        Assert.NotEqual(0, report.UnfinishedFiles);
    }

    [Fact]
    public void A_folder_without_an_archive_is_refused()
    {
        var refused = Assert.Throws<ArchiveException>(() => ArchiveVerifier.Verify(_archive["site=north"]));
        Assert.Contains("is not an archive", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _archive.Dispose();

    private static void Edit(string path, string from, string to)
    {
        var text = File.ReadAllText(path);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{from}' is not in {text}");
        File.WriteAllText(path, text[..at] + to + text[(at + from.Length)..], new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    // One kind of damage, one kind of problem; damaged manifests take the names of their files with them.
    private void AssertProblem(ArchiveProblemKind kind)
    {
        var problems = _archive.Verify().Problems;
        Assert.Single(problems, p => p.Kind == kind);
        var besides = problems.Where(p => p.Kind != kind).Select(p => p.Kind).Distinct();
        Assert.All(besides, k => Assert.Equal((ArchiveProblemKind.ManifestUnreadable, ArchiveProblemKind.FileUnknown), (kind, k)));
    }
}
