using Millrace.Archive.Layout;

namespace Millrace.Archive.Manifests;

/// <summary>The manifests of one partition.</summary>
internal sealed class ManifestStore(ArchiveLayout layout, TopicPartition input)
{
    /// <summary>The last manifest, which says where the archive stands; null if there is none yet.</summary>
    /// <exception cref="ArchiveException">It cannot be read, or is not this partition's.</exception>
    internal Manifest? ReadLast()
    {
        var folder = layout.ManifestFolder(input);
        if (!Directory.Exists(folder))
            return null;
        var last = Directory.EnumerateFiles(folder, "*" + ArchiveLayout.ManifestSuffix).Max(StringComparer.Ordinal);
        if (last is null)
            return null;
        var manifest = Read(last);
        return manifest.Input == input && ArchiveLayout.StartOf(last, input) == manifest.Start
            ? manifest
            : throw new ArchiveException($"the manifest '{last}' is of {manifest.Input} from {manifest.Start}: it lies where it does not belong");
    }

    /// <summary>The manifest of the range that starts there, or null.</summary>
    internal Manifest? ReadAt(long start)
    {
        var path = layout.Manifest(input, start);
        return File.Exists(path) ? Read(path) : null;
    }

    /// <summary>
    /// Writes down what is about to be published, durably, under a name of the writer's own. Whoever comes after a
    /// crash finds in it which files had been named.
    /// </summary>
    internal Manifest WriteIntent(Manifest manifest, string token)
    {
        var (complete, text) = ManifestJson.Write(manifest);
        using (var stream = new FileStream(layout.Intent(input, manifest.Start, token), FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        {
            stream.Write(text);
            stream.Flush(flushToDisk: true);
        }

        DurableFiles.FlushFolder(layout.ManifestFolder(input));
        return complete;
    }

    /// <summary>Makes the intent the manifest of its range, unless the range has one.</summary>
    internal bool TryPublish(long start, string token)
    {
        var published = DurableFiles.TryRenameExclusively(layout.Intent(input, start, token), layout.Manifest(input, start));
        if (published)
            DurableFiles.FlushFolder(layout.ManifestFolder(input));
        return published;
    }

    internal void DeleteIntent(long start, string token) => File.Delete(layout.Intent(input, start, token));

    private static Manifest Read(string path)
    {
        try
        {
            return ManifestJson.Read(File.ReadAllBytes(path));
        }
        catch (FormatException e)
        {
            throw new ArchiveException($"the manifest '{path}' cannot be used: {e.Message}", e);
        }
    }
}
