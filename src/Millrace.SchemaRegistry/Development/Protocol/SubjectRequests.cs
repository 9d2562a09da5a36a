using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry.Development;

/// <summary>What is asked of subjects and their versions.</summary>
internal sealed class SubjectRequests(RegistryStore store)
{
    private readonly VersionFinder _find = new(store.State);
    private readonly Registration _registration = new(store);
    private readonly Deletion _deletion = new(store);
    private readonly CompatibilityRequests _compatibility = new(store.State);

    public RegistryAnswer Answer(RegistryRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", ["subjects"]) => List(request),
        ("POST", ["subjects", var subject]) => LookUp(request, subject),
        ("DELETE", ["subjects", var subject]) => _deletion.DeleteSubject(request, subject),
        ("GET", ["subjects", var subject, "versions"]) => Versions(request, subject),
        ("POST", ["subjects", var subject, "versions"]) => _registration.Register(request, subject),
        ("GET", ["subjects", var subject, "versions", var version]) => Version(request, subject, version),
        ("DELETE", ["subjects", var subject, "versions", var version]) => _deletion.DeleteVersion(request, subject, version),
        ("GET", ["subjects", var subject, "versions", var version, "schema"]) => Text(request, subject, version),
        ("GET", ["subjects", var subject, "versions", var version, "referencedby"]) => ReferencedBy(request, subject, version),
        ("POST", ["compatibility", "subjects", var subject, "versions"]) => _compatibility.CheckAll(request, subject),
        ("POST", ["compatibility", "subjects", var subject, "versions", var version]) => _compatibility.CheckOne(request, subject, version),
        (_, ["subjects"] or ["subjects", _] or ["subjects", _, "versions"] or ["subjects", _, "versions", _]
            or ["subjects", _, "versions", _, "schema" or "referencedby"]
            or ["compatibility", "subjects", _, "versions"] or ["compatibility", "subjects", _, "versions", _]) => throw RegistryFault.WrongMethod(),
        _ => throw RegistryFault.Unrouted(),
    };

    private RegistryAnswer List(RegistryRequest request)
    {
        var prefix = request.Query.GetValueOrDefault("subjectPrefix", "");
        var subjects = store.State.Subjects
            .Where(subject => subject.StartsWith(prefix, StringComparison.Ordinal))
            .Where(subject => VersionFinder.Asked(request, store.State.Versions(subject)).Any());
        return RegistryAnswer.Of(request.Page(subjects), RegistryJson.Default.StringArray);
    }

    private RegistryAnswer LookUp(RegistryRequest request, string subject)
    {
        var body = SchemaReading.ReadBody(request, RegistryJson.Default.RegisterBody);
        var versions = VersionFinder.Asked(request, store.State.Versions(subject)).ToArray();
        if (versions.Length == 0)
            throw RegistryFault.NoSubject(subject);
        var schema = SchemaReading.ReadSchema(store.State, body, request.Flag("normalize"));
        if (!store.State.TryGetId(schema, out var id) || Array.FindLast(versions, v => v.Id == id) is not { } version)
            throw RegistryFault.NoSchema();
        return Describe(subject, version);
    }

    private RegistryAnswer Versions(RegistryRequest request, string subject)
    {
        var versions = VersionFinder.Asked(request, store.State.Versions(subject)).Select(v => v.Version).ToArray();
        return versions.Length == 0
            ? throw RegistryFault.NoSubject(subject)
            : RegistryAnswer.Of(request.Page(versions), RegistryJson.Default.Int32Array);
    }

    private RegistryAnswer Version(RegistryRequest request, string subject, string version) =>
        Describe(subject, _find.Version(subject, version, request.Flag("deleted")));

    private RegistryAnswer Describe(string subject, StoredVersion version) =>
        RegistryAnswer.Of(VersionBody.From(subject, version, store.State), RegistryJson.Default.VersionBody);

    private RegistryAnswer Text(RegistryRequest request, string subject, string version) =>
        SchemaRequests.Raw(store.State, _find.Version(subject, version, request.Flag("deleted")).Id);

    private RegistryAnswer ReferencedBy(RegistryRequest request, string subject, string version)
    {
        var referred = _find.Version(subject, version, request.Flag("deleted"));
        return RegistryAnswer.Of(request.Page(_find.Referrers(subject, referred.Version)), RegistryJson.Default.Int32Array);
    }
}
