using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry.Development;

/// <summary>Compatibility levels, global and of subjects.</summary>
internal sealed class LevelRequests(RegistryStore store)
{
    public RegistryAnswer Answer(RegistryRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", ["config"]) => Describe(store.State.Level),
        ("PUT", ["config"]) => Set(request, subject: null),
        ("GET", ["config", var subject]) => Get(request, subject),
        ("PUT", ["config", var subject]) => Set(request, subject),
        ("DELETE", ["config", var subject]) => Drop(subject),
        (_, ["config"] or ["config", _]) => throw RegistryFault.WrongMethod(),
        _ => throw RegistryFault.Unrouted(),
    };

    private static RegistryAnswer Describe(CompatibilityLevel level) =>
        RegistryAnswer.Of(new LevelBody(CompatibilityLevel: level.ToWire()), RegistryJson.Default.LevelBody);

    private RegistryAnswer Get(RegistryRequest request, string subject)
    {
        if (store.State.LevelOf(subject) is { } level)
            return Describe(level);
        return request.Flag("defaultToGlobal")
            ? Describe(store.State.Level)
            : throw new RegistryFault(
                404, RegistryErrorCodes.SubjectLevelNotSet, $"Subject '{subject}' does not have subject-level compatibility configured");
    }

    private RegistryAnswer Set(RegistryRequest request, string? subject)
    {
        if (!CompatibilityLevels.TryParse(SchemaReading.ReadBody(request, RegistryJson.Default.LevelBody).Compatibility, out var level))
        {
            throw new RegistryFault(
                422,
                RegistryErrorCodes.InvalidLevel,
                "Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, "
                + "and full_transitive");
        }

        store.Change(new LevelSet(subject, level.ToWire()));
        return RegistryAnswer.Of(new LevelBody(Compatibility: level.ToWire()), RegistryJson.Default.LevelBody);
    }

    private RegistryAnswer Drop(string subject)
    {
        if (store.State.LevelOf(subject) is not { } level)
            throw RegistryFault.NoSubject(subject);
        store.Change(new LevelSet(subject, Level: null));
        return Describe(level);
    }
}
