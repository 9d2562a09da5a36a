using System.Globalization;

namespace Millrace.Archive.Layout;

/// <summary>
/// Which file lies where. Everything here is part of the format (<c>docs/formats.md</c>):
/// <code>
///   site=SITE/date=yyyy-MM-dd/TOPIC-PARTITION-START-NNNN-TOKEN.avro   whole files; START is the range's
///   manifests/TOPIC-PARTITION/START.json                              what is in the archive
///   manifests/TOPIC-PARTITION/START.TOKEN.tmp                         a manifest on its way
///   .incoming/TOPIC-PARTITION/NAME.avro                               files on their way
/// </code>
/// START has 20 digits, so that names sort as offsets do. TOKEN is the writer's own, so that two never share a name.
/// </summary>
internal sealed class ArchiveLayout(string directory)
{
    internal const string FileSuffix = ".avro";
    internal const string ManifestSuffix = ".json";
    internal const string IntentSuffix = ".tmp";
    private const string ManifestsName = "manifests";
    private const string IncomingName = ".incoming";

    internal string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));

    internal string ManifestsRoot => Path.Combine(Root, ManifestsName);

    internal string IncomingRoot => Path.Combine(Root, IncomingName);

    internal string ManifestFolder(TopicPartition input) => Path.Combine(ManifestsRoot, input.ToString());

    internal string IncomingFolder(TopicPartition input) => Path.Combine(IncomingRoot, input.ToString());

    internal string Manifest(TopicPartition input, long start) => Path.Combine(ManifestFolder(input), Digits(start) + ManifestSuffix);

    internal string Intent(TopicPartition input, long start, string token) =>
        Path.Combine(ManifestFolder(input), $"{Digits(start)}.{token}{IntentSuffix}");

    /// <summary>The path of a file that a manifest names, which has slashes whatever the system.</summary>
    internal string Absolute(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    internal static string FileName(TopicPartition input, long start, int number, string token) =>
        $"{input}-{Digits(start)}-{number.ToString("D4", CultureInfo.InvariantCulture)}-{token}{FileSuffix}";

    internal static string Relative(ArchivePlace place, string fileName) =>
        $"site={SiteName.Escape(place.Site)}/date={place.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}/{fileName}";

    internal static string Digits(long offset) => offset.ToString("D20", CultureInfo.InvariantCulture);

    /// <summary>The start in the name of a file or of a manifest; null if the name is none of this partition's.</summary>
    internal static long? StartOf(string path, TopicPartition input)
    {
        var name = Path.GetFileName(path.AsSpan());
        var prefix = $"{input}-";
        if (name.EndsWith(FileSuffix, StringComparison.Ordinal))
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal))
                return null;
            name = name[prefix.Length..];
        }

        return name.Length > 20 && long.TryParse(name[..20], NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : null;
    }
}
