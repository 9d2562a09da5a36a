using System.Globalization;
using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry.Development;

/// <summary>Deletes subjects and versions: first so that they can be asked for still, then for good.</summary>
internal sealed class Deletion(RegistryStore store)
{
    private readonly VersionFinder _find = new(store.State);

    public RegistryAnswer DeleteSubject(RegistryRequest request, string subject)
    {
        MustBeWritable(subject);
        var permanent = request.Flag("permanent");
        var versions = store.State.Versions(subject);
        var live = versions.Where(v => !v.IsDeleted).Select(v => v.Version).ToArray();
        if (versions.Count == 0)
            throw RegistryFault.NoSubject(subject);
        if (permanent && live.Length > 0)
        {
            throw new RegistryFault(
                404,
                RegistryErrorCodes.SubjectNotSoftDeleted,
                $"Subject '{subject}' was not deleted first before being permanently deleted");
        }

        if (!permanent && live.Length == 0)
        {
            throw new RegistryFault(
                404, RegistryErrorCodes.SubjectSoftDeleted, $"Subject '{subject}' was soft deleted.Set permanent=true to delete permanently");
        }

        int[] gone = permanent ? [.. versions.Select(v => v.Version)] : live;
        foreach (var version in gone)
            MustNotBeReferredTo(subject, version);
        store.Change(new VersionsDeleted(subject, gone, permanent));
        return RegistryAnswer.Of(gone, RegistryJson.Default.Int32Array);
    }

    public RegistryAnswer DeleteVersion(RegistryRequest request, string subject, string name)
    {
        MustBeWritable(subject);
        var permanent = request.Flag("permanent");
        var version = _find.Version(subject, name, withDeleted: VersionFinder.Number(name) is not null || permanent);
        var number = version.Version.ToString(CultureInfo.InvariantCulture);
        if (permanent && !version.IsDeleted)
        {
            throw new RegistryFault(
                404,
                RegistryErrorCodes.VersionNotSoftDeleted,
                $"Subject '{subject}' Version {number} was not deleted first before being permanently deleted");
        }

        if (!permanent && version.IsDeleted)
        {
            throw new RegistryFault(
                404,
                RegistryErrorCodes.VersionSoftDeleted,
                $"Subject '{subject}' Version {number} was soft deleted.Set permanent=true to delete permanently");
        }

        MustNotBeReferredTo(subject, version.Version);
        store.Change(new VersionsDeleted(subject, [version.Version], permanent));
        return RegistryAnswer.Of(version.Version, RegistryJson.Default.Int32);
    }

    private void MustBeWritable(string subject)
    {
        if (ModeRequests.Effective(store.State, subject) == RegistryMode.ReadOnly)
            throw RegistryFault.NotPermitted($"Subject {subject} in context . is in read-only mode");
    }

    private void MustNotBeReferredTo(string subject, int version)
    {
        if (_find.Referrers(subject, version).Any())
        {
            throw new RegistryFault(
                422,
                RegistryErrorCodes.ReferenceExists,
                $"One or more references exist to the schema {{magic=1,keytype=SCHEMA,subject={subject},version={version}}}.");
        }
    }
}
