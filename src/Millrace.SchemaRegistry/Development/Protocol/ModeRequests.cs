using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry.Development;

/// <summary>Modes, global and of subjects.</summary>
internal sealed class ModeRequests(RegistryStore store)
{
    public static RegistryMode Effective(RegistryState state, string subject) => state.ModeOf(subject) ?? state.Mode;

    public RegistryAnswer Answer(RegistryRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", ["mode"]) => Describe(store.State.Mode),
        ("PUT", ["mode"]) => Set(request, subject: null),
        ("GET", ["mode", var subject]) => Get(request, subject),
        ("PUT", ["mode", var subject]) => Set(request, subject),
        ("DELETE", ["mode", var subject]) => Drop(subject),
        (_, ["mode"] or ["mode", _]) => throw RegistryFault.WrongMethod(),
        _ => throw RegistryFault.Unrouted(),
    };

    private static RegistryAnswer Describe(RegistryMode mode) =>
        RegistryAnswer.Of(new ModeBody(mode.ToWire()), RegistryJson.Default.ModeBody);

    private static RegistryFault NotSet(string subject) => new(
        404, RegistryErrorCodes.SubjectModeNotSet, $"Subject '{subject}' does not have subject-level mode configured");

    private RegistryAnswer Get(RegistryRequest request, string subject)
    {
        if (store.State.ModeOf(subject) is { } mode)
            return Describe(mode);
        return request.Flag("defaultToGlobal") ? Describe(store.State.Mode) : throw NotSet(subject);
    }

    private RegistryAnswer Set(RegistryRequest request, string? subject)
    {
        if (!RegistryModes.TryParse(SchemaReading.ReadBody(request, RegistryJson.Default.ModeBody).Mode, out var mode))
        {
            throw new RegistryFault(
                422, RegistryErrorCodes.InvalidMode, "Invalid mode. Valid values are READWRITE, READONLY and IMPORT.");
        }

        var exists = subject is null ? store.State.Subjects.Any() : store.State.Versions(subject).Count > 0;
        if (mode == RegistryMode.Import && exists && !request.Flag("force"))
            throw RegistryFault.NotPermitted("Cannot import since found existing subjects");
        store.Change(new ModeSet(subject, mode.ToWire()));
        return Describe(mode);
    }

    private RegistryAnswer Drop(string subject)
    {
        if (store.State.ModeOf(subject) is not { } mode)
            throw NotSet(subject);
        store.Change(new ModeSet(subject, Mode: null));
        return Describe(mode);
    }
}
