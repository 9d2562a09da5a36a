using Millrace.Archive.Layout;

namespace Millrace.Archive.Manifests;

/// <summary>
/// Clears away what workers left behind when they died, or lost the race for a range. Only ranges that start before
/// the archive's end are cleared: those are published, so nobody can publish them any more. At the end itself a
/// worker that seems dead may still be about to publish, and its files must not vanish beneath it.
/// </summary>
internal static class Leftovers
{
    /// <summary>Gives the number of files removed.</summary>
    internal static int Clear(ArchiveLayout layout, TopicPartition input, ManifestStore manifests, long end)
    {
        var removed = 0;
        foreach (var intent in Files(layout.ManifestFolder(input), ArchiveLayout.IntentSuffix, input, end))
        {
            foreach (var file in Unpublished(intent, manifests).Select(layout.Absolute).Where(File.Exists))
            {
                File.Delete(file);
                removed++;
            }

            File.Delete(intent);
            removed++;
        }

        foreach (var incoming in Files(layout.IncomingFolder(input), ArchiveLayout.FileSuffix, input, end))
        {
            File.Delete(incoming);
            removed++;
        }

        return removed;
    }

    // An intent that was published and not yet deleted names the very files of the manifest.
    private static IEnumerable<string> Unpublished(string intent, ManifestStore manifests)
    {
        Manifest abandoned;
        try
        {
            abandoned = ManifestJson.Read(File.ReadAllBytes(intent));
        }
        catch (FormatException)
        {
            // Torn: its writer died before it had given a file its name.
            return [];
        }

        // Without the range's manifest something is amiss that only the verifier can judge: nothing is deleted on suspicion.
        return manifests.ReadAt(abandoned.Start) is { } published
            ? abandoned.Files.Select(f => f.Path).Except(published.Files.Select(f => f.Path), StringComparer.Ordinal)
            : [];
    }

    private static List<string> Files(string folder, string suffix, TopicPartition input, long end) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*" + suffix).Where(f => ArchiveLayout.StartOf(f, input) < end)]
            : [];
}
