using System.Globalization;
using Millrace.Archive.Layout;
using Millrace.Archive.Manifests;

namespace Millrace.Archive.Verification;

/// <summary>Walks over one partition's manifests from the first to the last.</summary>
internal sealed class PartitionCheck(ArchiveLayout layout, List<ArchiveProblem> problems, HashSet<string> named, CancellationToken cancellation)
{
    private readonly List<Manifest> _manifests = [];
    private long? _expected = 0;
    private string? _previous;

    /// <summary>Gives what the manifests say, or null if none can be read.</summary>
    internal ArchivePartition? Run(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + ArchiveLayout.ManifestSuffix).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var relative = Path.GetRelativePath(layout.Root, path).Replace(Path.DirectorySeparatorChar, '/');
            if (Read(path, relative) is { } manifest)
                Check(manifest, relative);
            else
                // What the next should follow upon is not known.
                (_expected, _previous) = (null, null);
        }

        return _manifests.Count == 0 ? null : Summary();
    }

    private Manifest? Read(string path, string relative)
    {
        try
        {
            var manifest = ManifestJson.Read(File.ReadAllBytes(path));
            if (string.Equals(layout.Manifest(manifest.Input, manifest.Start), path, StringComparison.Ordinal))
                return manifest;
            Report(ArchiveProblemKind.ManifestUnreadable, relative, $"it is of {manifest.Input} from {Number(manifest.Start)} and does not belong here");
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            Report(ArchiveProblemKind.ManifestUnreadable, relative, e.Message);
        }

        return null;
    }

    private void Check(Manifest manifest, string relative)
    {
        if (manifest.Start > _expected)
            Report(ArchiveProblemKind.OffsetsMissing, relative, $"offsets {Number(_expected.Value)} to {Number(manifest.Start)} of {manifest.Input} are in no manifest");
        else if (manifest.Start < _expected)
            Report(ArchiveProblemKind.OffsetsOverlap, relative, $"offsets {Number(manifest.Start)} to {Number(Math.Min(manifest.End, _expected.Value))} of {manifest.Input} are in the manifest before as well");
        else if (_expected is not null && !string.Equals(manifest.Previous, _previous, StringComparison.Ordinal))
            Report(ArchiveProblemKind.ManifestReplaced, relative, "it was written behind another manifest than the one that is there");
        CheckCounts(manifest, relative);
        foreach (var file in manifest.Files)
            CheckFile(manifest, file);
        _manifests.Add(manifest);
        _expected = Math.Max(manifest.End, _expected ?? 0);
        _previous = manifest.Checksum;
    }

    // Records are counted, not listed: each lies within its file's offsets, and together with refusals and gaps they fill the range.
    private void CheckCounts(Manifest manifest, string relative)
    {
        var gaps = manifest.Gaps.Sum(g => g.To - g.From);
        var records = manifest.Files.Sum(f => f.Records);
        var offsets = manifest.End - manifest.Start;
        if (offsets <= 0 || records + manifest.Refused.Count + gaps != offsets)
        {
            Report(ArchiveProblemKind.CountsDiffer, relative,
                $"{Number(records)} records, {Number(manifest.Refused.Count)} refused and {Number(gaps)} in gaps do not fill offsets {Number(manifest.Start)} to {Number(manifest.End)}");
        }

        var holes = manifest.Refused.Select(r => new OffsetGap(r.Offset, r.Offset + 1)).Concat(manifest.Gaps).OrderBy(g => g.From);
        var at = manifest.Start;
        foreach (var hole in holes)
        {
            if (hole.From < at || hole.To <= hole.From || hole.To > manifest.End)
                Report(ArchiveProblemKind.CountsDiffer, relative, $"the offsets {Number(hole.From)} to {Number(hole.To)} come twice, or lie outside of the range");
            at = Math.Max(at, hole.To);
        }
    }

    private void CheckFile(Manifest manifest, ManifestFile file)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!named.Add(file.Path))
            Report(ArchiveProblemKind.FileNamedTwice, file.Path, "more than one manifest names it, or one does so twice");
        if (file.First < manifest.Start || file.Last >= manifest.End || file.Records < 1 || file.Records > file.Last - file.First + 1)
            Report(ArchiveProblemKind.CountsDiffer, file.Path, $"{Number(file.Records)} records cannot lie at offsets {Number(file.First)} to {Number(file.Last)}");
        if (FileCheck.Run(layout.Absolute(file.Path), file) is var (kind, message))
            Report(kind, file.Path, message);
    }

    private ArchivePartition Summary() => new(
        _manifests[0].Input,
        _manifests.Min(m => m.Start),
        _manifests.Max(m => m.End),
        _manifests.Count,
        _manifests.Sum(m => (long)m.Files.Count),
        _manifests.Sum(m => m.Files.Sum(f => f.Records)),
        _manifests.Sum(m => m.Files.Sum(f => f.Bytes)),
        _manifests.Sum(m => (long)m.Refused.Count),
        _manifests.Sum(m => m.Gaps.Sum(g => g.To - g.From)));

    private void Report(ArchiveProblemKind kind, string path, string message) => problems.Add(new ArchiveProblem(kind, path, message));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
