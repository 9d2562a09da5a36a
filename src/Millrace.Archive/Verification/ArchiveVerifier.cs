using Millrace.Archive.Layout;
using Millrace.Archive.Manifests;
using Millrace.Archive.Verification;

namespace Millrace.Archive;

/// <summary>Proves that an archive is whole: that its manifests tile each partition, and that its files are what the manifests say.</summary>
public static class ArchiveVerifier
{
    /// <summary>
    /// Reads every manifest and every file. May run while workers write: what they have not published does not count.
    /// </summary>
    /// <exception cref="ArchiveException">There is no archive in that folder, or it cannot be listed.</exception>
    public static ArchiveReport Verify(string directory, CancellationToken cancellation = default)
    {
        var layout = new ArchiveLayout(directory);
        try
        {
            if (!Directory.Exists(layout.ManifestsRoot))
                throw new ArchiveException($"'{layout.Root}' is not an archive: it has no folder '{Path.GetFileName(layout.ManifestsRoot)}'");
            return Verify(layout, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"the archive in '{layout.Root}' cannot be read: {e.Message}", e);
        }
    }

    private static ArchiveReport Verify(ArchiveLayout layout, CancellationToken cancellation)
    {
        // Files before manifests: a file that is seen here and not published a moment later belongs to nobody.
        var present = DataFiles(layout);
        var problems = new List<ArchiveProblem>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        var unfinished = UnfinishedFiles(layout);
        var partitions = new List<ArchivePartition>();
        foreach (var folder in Directory.EnumerateDirectories(layout.ManifestsRoot).Order(StringComparer.Ordinal))
        {
            if (new PartitionCheck(layout, problems, named, cancellation).Run(folder) is { } partition)
                partitions.Add(partition);
        }

        foreach (var path in present.Where(p => !named.Contains(p) && !unfinished.Contains(p) && File.Exists(layout.Absolute(p))))
            problems.Add(new ArchiveProblem(ArchiveProblemKind.FileUnknown, path, $"no manifest names {path}"));
        unfinished.ExceptWith(named);
        return new ArchiveReport
        {
            Directory = layout.Root,
            Partitions = [.. partitions.OrderBy(p => p.Input.Topic, StringComparer.Ordinal).ThenBy(p => p.Input.Partition)],
            Problems = problems,
            UnfinishedFiles = unfinished.Count(p => File.Exists(layout.Absolute(p))) + IncomingFiles(layout),
        };
    }

    private static List<string> DataFiles(ArchiveLayout layout) =>
    [
        .. Directory.EnumerateDirectories(layout.Root, "site=*")
            .SelectMany(site => Directory.EnumerateFiles(site, "*" + ArchiveLayout.FileSuffix, SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(layout.Root, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal),
    ];

    private static int IncomingFiles(ArchiveLayout layout) =>
        Directory.Exists(layout.IncomingRoot)
            ? Directory.EnumerateFiles(layout.IncomingRoot, "*" + ArchiveLayout.FileSuffix, SearchOption.AllDirectories).Count()
            : 0;

    private static HashSet<string> UnfinishedFiles(ArchiveLayout layout)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var intent in Directory.EnumerateFiles(layout.ManifestsRoot, "*" + ArchiveLayout.IntentSuffix, SearchOption.AllDirectories))
        {
            try
            {
                files.UnionWith(ManifestJson.Read(File.ReadAllBytes(intent)).Files.Select(f => f.Path));
            }
            catch (Exception e) when (e is FormatException or FileNotFoundException)
            {
                // Torn: it never named a file. Gone: it was published, or cleared away, just now.
                continue;
            }
        }

        return files;
    }
}
