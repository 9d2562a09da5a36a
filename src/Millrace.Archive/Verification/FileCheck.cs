using System.Security.Cryptography;
using Millrace.Archive.Manifests;
using Millrace.Avro;

namespace Millrace.Archive.Verification;

/// <summary>Holds one file against what its manifest says of it.</summary>
internal static class FileCheck
{
    /// <summary>Gives the first thing that is wrong; null if nothing is.</summary>
    internal static (ArchiveProblemKind Kind, string Message)? Run(string path, ManifestFile expected)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (stream.Length != expected.Bytes)
                return (ArchiveProblemKind.FileDamaged, $"it has {stream.Length} bytes; {expected.Bytes} were written");
            if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(stream)), expected.Sha256, StringComparison.Ordinal))
                return (ArchiveProblemKind.FileDamaged, "its checksum is not that of what was written");
            stream.Position = 0;
            var records = Count(stream);
            return records == expected.Records
                ? null
                : (ArchiveProblemKind.CountsDiffer, $"it holds {records} records; its manifest says {expected.Records}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (ArchiveProblemKind.FileMissing, "a manifest names it, but it is not there");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or MillraceException)
        {
            return (ArchiveProblemKind.FileDamaged, e.Message);
        }
    }

    private static long Count(Stream stream)
    {
        using var reader = new AvroContainerReader(stream, leaveOpen: true);
        while (reader.TryRead(out _))
        {
        }

        return reader.RecordCount;
    }
}
