using System.Diagnostics.CodeAnalysis;
using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry.Development;

/// <summary>A version of a subject as the state keeps it.</summary>
internal sealed class StoredVersion(int version, int id)
{
    public int Version { get; } = version;

    public int Id { get; } = id;

    public bool IsDeleted { get; set; }
}

/// <summary>What a registry knows, built from its events alone; the caller sees to it that one thread at a time uses it.</summary>
internal sealed class RegistryState(CompatibilityLevel level)
{
    private readonly SortedDictionary<string, List<StoredVersion>> _subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<int, RegistrySchema> _schemas = [];
    private readonly Dictionary<RegistrySchema, int> _ids = [];
    private readonly Dictionary<string, CompatibilityLevel> _levels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RegistryMode> _modes = new(StringComparer.Ordinal);

    public CompatibilityLevel Level { get; private set; } = level;

    public RegistryMode Mode { get; private set; }

    public int NextId { get; private set; } = 1;

    public int SchemaCount => _schemas.Count;

    public IEnumerable<string> Subjects => _subjects.Keys;

    /// <summary>A subject's versions, the deleted ones among them, oldest first; empty for a subject that is not there.</summary>
    public IReadOnlyList<StoredVersion> Versions(string subject) => _subjects.GetValueOrDefault(subject, []);

    public bool TryGetSchema(int id, [NotNullWhen(true)] out RegistrySchema? schema) => _schemas.TryGetValue(id, out schema);

    public bool TryGetId(RegistrySchema schema, out int id) => _ids.TryGetValue(schema, out id);

    public CompatibilityLevel? LevelOf(string subject) => _levels.TryGetValue(subject, out var own) ? own : null;

    public RegistryMode? ModeOf(string subject) => _modes.TryGetValue(subject, out var own) ? own : null;

    /// <summary>All versions of all subjects with a schema.</summary>
    public IEnumerable<(string Subject, StoredVersion Version)> AllVersions() =>
        _subjects.SelectMany(subject => subject.Value.Select(version => (subject.Key, version)));

    public void Apply(RegistryEvent change)
    {
        switch (change)
        {
            case Registered registered:
                Add(registered);
                break;
            case VersionsDeleted deleted:
                Delete(deleted);
                break;
            case LevelSet { Subject: null } set:
                Level = CompatibilityLevels.TryParse(set.Level, out var global) ? global : Level;
                break;
            case LevelSet { Subject: { } subject } set:
                if (CompatibilityLevels.TryParse(set.Level, out var own))
                    _levels[subject] = own;
                else
                    _levels.Remove(subject);
                break;
            case ModeSet { Subject: null } set:
                Mode = RegistryModes.TryParse(set.Mode, out var mode) ? mode : Mode;
                break;
            case ModeSet { Subject: { } subject } set:
                if (RegistryModes.TryParse(set.Mode, out var ownMode))
                    _modes[subject] = ownMode;
                else
                    _modes.Remove(subject);
                break;
        }
    }

    private void Add(Registered registered)
    {
        var schema = RegistrySchemas.Create(registered.Schema, registered.SchemaType, registered.References);
        _schemas[registered.Id] = schema;
        _ids[schema] = registered.Id;
        NextId = Math.Max(NextId, registered.Id + 1);
        if (!_subjects.TryGetValue(registered.Subject, out var versions))
            _subjects.Add(registered.Subject, versions = []);
        versions.Add(new StoredVersion(registered.Version, registered.Id));
    }

    private void Delete(VersionsDeleted deleted)
    {
        var versions = _subjects[deleted.Subject];
        foreach (var version in versions.Where(v => deleted.Versions.Contains(v.Version)).ToArray())
        {
            if (deleted.Permanent)
                versions.Remove(version);
            else
                version.IsDeleted = true;
        }

        if (versions.Count == 0)
            _subjects.Remove(deleted.Subject);
        if (deleted.Permanent)
            ForgetUnused();
    }

    private void ForgetUnused()
    {
        var used = AllVersions().Select(v => v.Version.Id).ToHashSet();
        foreach (var id in _schemas.Keys.Where(id => !used.Contains(id)).ToArray())
        {
            _ids.Remove(_schemas[id]);
            _schemas.Remove(id);
        }
    }
}
