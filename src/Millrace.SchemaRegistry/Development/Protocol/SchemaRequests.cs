using System.Globalization;
using System.Text;
using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry.Development;

/// <summary>What is asked of schemas by their ids.</summary>
internal sealed class SchemaRequests(RegistryStore store)
{
    public RegistryAnswer Answer(RegistryRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", ["schemas"]) => All(request),
        ("GET", ["schemas", "types"]) => RegistryAnswer.Of(["JSON", "PROTOBUF", "AVRO"], RegistryJson.Default.StringArray),
        ("GET", ["schemas", "ids", var id]) => ById(id),
        ("GET", ["schemas", "ids", var id, "schema"]) => Raw(store.State, Find(id)),
        ("GET", ["schemas", "ids", var id, "subjects"]) =>
            RegistryAnswer.Of(request.Page(Uses(request, id).Select(use => use.Subject).Distinct()), RegistryJson.Default.StringArray),
        ("GET", ["schemas", "ids", var id, "versions"]) =>
            RegistryAnswer.Of(request.Page(Uses(request, id)), RegistryJson.Default.SubjectVersionBodyArray),
        (_, ["schemas"] or ["schemas", "types"] or ["schemas", "ids", _] or ["schemas", "ids", _, "schema" or "subjects" or "versions"]) =>
            throw RegistryFault.WrongMethod(),
        _ => throw RegistryFault.Unrouted(),
    };

    /// <summary>The schema itself as the answer.</summary>
    public static RegistryAnswer Raw(RegistryState state, int id) => state.TryGetSchema(id, out var schema)
        ? new RegistryAnswer(200, Encoding.UTF8.GetBytes(schema.Text))
        : throw RegistryFault.NoSchema(id.ToString(CultureInfo.InvariantCulture));

    private RegistryAnswer All(RegistryRequest request)
    {
        var prefix = request.Query.GetValueOrDefault("subjectPrefix", "");
        var latestOnly = request.Flag("latestOnly");
        var bodies =
            from subject in store.State.Subjects
            where subject.StartsWith(prefix, StringComparison.Ordinal)
            let versions = VersionFinder.Asked(request, store.State.Versions(subject)).ToArray()
            from version in latestOnly ? versions.TakeLast(1) : versions
            select VersionBody.From(subject, version, store.State);
        return RegistryAnswer.Of(request.Page(bodies), RegistryJson.Default.VersionBodyArray);
    }

    private RegistryAnswer ById(string id) => store.State.TryGetSchema(Find(id), out var schema)
        ? RegistryAnswer.Of(SchemaBody.From(schema), RegistryJson.Default.SchemaBody)
        : throw RegistryFault.NoSchema(id);

    private IEnumerable<SubjectVersionBody> Uses(RegistryRequest request, string id)
    {
        var number = Find(id);
        return store.State.AllVersions()
            .Where(use => use.Version.Id == number && (request.Flag("deleted") || !use.Version.IsDeleted))
            .Select(use => new SubjectVersionBody(use.Subject, use.Version.Version));
    }

    private int Find(string id) =>
        int.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && store.State.TryGetSchema(number, out _)
            ? number
            : throw RegistryFault.NoSchema(id);
}
