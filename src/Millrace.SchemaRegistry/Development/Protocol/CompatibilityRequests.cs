using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry.Development;

/// <summary>Says whether a schema would be accepted.</summary>
internal sealed class CompatibilityRequests(RegistryState state)
{
    private readonly CompatibilityRules _rules = new(state);

    /// <summary>Against the versions that the subject's level names.</summary>
    public RegistryAnswer CheckAll(RegistryRequest request, string subject)
    {
        var schema = Read(request);
        var live = state.Versions(subject).Where(v => !v.IsDeleted).ToArray();
        return Answer(request, _rules.Check(subject, schema, live));
    }

    /// <summary>Against one version, by the subject's level.</summary>
    public RegistryAnswer CheckOne(RegistryRequest request, string subject, string name)
    {
        var schema = Read(request);
        var number = VersionFinder.Number(name);
        var live = state.Versions(subject).Where(v => !v.IsDeleted).ToArray();
        if (live.Length == 0)
            return number is null ? Answer(request, []) : throw RegistryFault.NoSubject(subject);
        var version = number is null ? live[^1] : Array.Find(live, v => v.Version == number) ?? throw RegistryFault.NoVersion(name);
        return Answer(request, _rules.Check(subject, schema, [version]));
    }

    private static RegistryAnswer Answer(RegistryRequest request, IReadOnlyList<string> reasons) => RegistryAnswer.Of(
        new CompatibleBody { IsCompatible = reasons.Count == 0, Messages = request.Flag("verbose") ? [.. reasons] : null },
        RegistryJson.Default.CompatibleBody);

    private RegistrySchema Read(RegistryRequest request) => SchemaReading.ReadSchema(
        state, SchemaReading.ReadBody(request, RegistryJson.Default.RegisterBody), request.Flag("normalize"));
}
