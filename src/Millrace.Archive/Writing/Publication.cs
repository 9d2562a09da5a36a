using Millrace.Archive.Layout;
using Millrace.Archive.Manifests;

namespace Millrace.Archive.Writing;

/// <summary>
/// Takes a finished range into the archive. Until the manifest has its name nothing of it counts; from then on all of it:
/// <code>
///   files durable -> intent durable -> files named, durably -> manifest named, exclusively and durably -> intent deleted
/// </code>
/// </summary>
internal sealed class Publication(ArchiveLayout layout, ManifestStore manifests, string token, Action<CommitStep>? reached)
{
    /// <summary>Publishes the range; gives its manifest with its checksum.</summary>
    /// <exception cref="ArchiveConflictException">Another worker was first.</exception>
    internal Manifest Publish(Manifest manifest, IReadOnlyList<(string Incoming, ManifestFile File)> files)
    {
        DurableFiles.FlushFolder(layout.IncomingFolder(manifest.Input));
        reached?.Invoke(CommitStep.FilesWritten);
        var complete = manifests.WriteIntent(manifest, token);
        reached?.Invoke(CommitStep.IntentWritten);
        Name(files);
        reached?.Invoke(CommitStep.FilesNamed);
        if (!manifests.TryPublish(complete.Start, token))
            throw Conflict(manifest);
        reached?.Invoke(CommitStep.ManifestPublished);
        manifests.DeleteIntent(complete.Start, token);
        return complete;
    }

    internal static ArchiveConflictException Conflict(Manifest manifest) => Conflict(manifest.Input, manifest.Start);

    internal static ArchiveConflictException Conflict(TopicPartition input, long start) =>
        new($"another worker has archived {input} from offset {start} on") { Partition = input };

    private void Name(IReadOnlyList<(string Incoming, ManifestFile File)> files)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (incoming, file) in files)
        {
            var path = layout.Absolute(file.Path);
            var folder = Path.GetDirectoryName(path)!;
            if (folders.Add(folder))
                DurableFiles.CreateFolder(folder);
            // The token makes the name this writer's own: there is nothing to replace.
            File.Move(incoming, path, overwrite: false);
            reached?.Invoke(CommitStep.FileNamed);
        }

        foreach (var folder in folders)
            DurableFiles.FlushFolder(folder);
    }
}
