using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Millrace.SchemaRegistry;

/// <summary>How a <see cref="DevelopmentRegistry"/> runs.</summary>
public sealed record DevelopmentRegistryOptions
{
    /// <summary>The port on the loopback address, 0 to 65535; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The file that keeps the schemas over restarts, created where it is absent; none by default, and all is lost with the process.</summary>
    public string? File { get; init; }

    /// <summary>The level of subjects that set none in a fresh registry; <see cref="CompatibilityLevel.Backward"/> by default, as Confluent's.</summary>
    public CompatibilityLevel Compatibility { get; init; } = CompatibilityLevel.Backward;

    /// <summary>Where it logs; nowhere by default.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Every rule that is broken, as a sentence with name, value and rule; empty when the options are good.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Port is < 0 or > ushort.MaxValue)
            errors.Add($"{nameof(Port)} is {Port.ToString(CultureInfo.InvariantCulture)}: it is from 0 to 65535");
        if (File is not null && Path.GetDirectoryName(Path.GetFullPath(File)) is { } folder && !Directory.Exists(folder))
            errors.Add($"{nameof(File)} is '{File}': there is no folder '{folder}'");
        return errors;
    }
}
