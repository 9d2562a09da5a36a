using Millrace.Hvac;

namespace Millrace.ColdPath;

/// <summary>
/// Where <see cref="ReadingsArchive"/> keeps its files. Settings <c>Topologies:ReadingsArchive</c>. The time after which files
/// are rolled is the worker's commit interval (<c>Millrace:CommitInterval</c>), 1 minute unless set otherwise.
/// </summary>
public sealed record ReadingsArchiveOptions : ITopologyOptions<ReadingsArchiveOptions>
{
    /// <summary>The settings' section.</summary>
    public static string Section => nameof(ReadingsArchive);

    /// <summary>
    /// The archive's folder, which all workers of the application share. Default <c>millrace/archive</c> below the
    /// platform's folder for data (on Linux <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>).
    /// </summary>
    public string Directory { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "millrace",
        "archive");

    /// <summary>A partition that has gathered so much, in MiB, rolls its files before the time. Default 64.</summary>
    public int RollMebibytes { get; init; } = 64;

    /// <inheritdoc/>
    public static ReadingsArchiveOptions Read(SettingsSection settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var defaults = new ReadingsArchiveOptions();
        return new ReadingsArchiveOptions
        {
            Directory = settings.Text(nameof(Directory), defaults.Directory),
            RollMebibytes = settings.Count(nameof(RollMebibytes), defaults.RollMebibytes),
        };
    }

    /// <inheritdoc/>
    public void Check(OptionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        rules
            .Require(!string.IsNullOrWhiteSpace(Directory), nameof(Directory), Directory, "a folder")
            .Require(RollMebibytes is >= 1 and <= 1 << 20, nameof(RollMebibytes), RollMebibytes, "1 to 1048576");
    }
}
