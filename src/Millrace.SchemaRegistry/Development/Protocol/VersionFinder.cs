using System.Globalization;

namespace Millrace.SchemaRegistry.Development;

/// <summary>Finds what a path names, or says in the protocol's words that it is not there.</summary>
internal sealed class VersionFinder(RegistryState state)
{
    /// <summary>The versions that a request's <c>deleted</c> and <c>deleted_only</c> let through.</summary>
    public static IEnumerable<StoredVersion> Asked(RegistryRequest request, IEnumerable<StoredVersion> versions) =>
        request.Flag("deleted_only") ? versions.Where(v => v.IsDeleted)
        : request.Flag("deleted") ? versions
        : versions.Where(v => !v.IsDeleted);

    /// <summary>A version by number, or the newest by <c>latest</c> or -1.</summary>
    public StoredVersion Version(string subject, string version, bool withDeleted)
    {
        var number = Number(version);
        var versions = state.Versions(subject).Where(v => withDeleted || !v.IsDeleted).ToArray();
        if (versions.Length == 0)
            throw RegistryFault.NoSubject(subject);
        return number is null ? versions[^1] : Array.Find(versions, v => v.Version == number) ?? throw RegistryFault.NoVersion(version);
    }

    /// <summary>The number that a path says; null for the newest.</summary>
    public static int? Number(string version) => version switch
    {
        "latest" or "-1" => null,
        _ when int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        _ => throw RegistryFault.BadVersion(version),
    };

    /// <summary>The ids of the schemas that refer to a version and are not deleted.</summary>
    public IEnumerable<int> Referrers(string subject, int version) => state.AllVersions()
        .Where(v => !v.Version.IsDeleted)
        .Select(v => v.Version.Id)
        .Distinct()
        .Where(id => state.TryGetSchema(id, out var schema) && schema.References.Any(r => r.Subject == subject && r.Version == version))
        .Order();
}
