namespace Millrace.SchemaRegistry;

/// <summary>
/// What Millrace asks of a schema registry that speaks Confluent's protocol. Every method may be called from any
/// thread and throws <see cref="SchemaRegistryException"/> for a registry that does not answer or refuses.
/// </summary>
public interface ISchemaRegistryClient
{
    /// <summary>Registers a schema under a subject, or finds it there, and gives its id. The answer is kept for ever.</summary>
    /// <param name="subject">The subject, by the usual strategy <c>topic-value</c> or <c>topic-key</c>.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="normalize">Whether the registry is to ignore differences of form, such as the order of attributes.</param>
    /// <param name="cancellation">Gives up waiting; a request under way for others goes on.</param>
    ValueTask<int> RegisterAsync(string subject, RegistrySchema schema, bool normalize = false, CancellationToken cancellation = default);

    /// <summary>Gives the schema of an id. The answer is kept for ever; that there is none is kept for a short time.</summary>
    ValueTask<RegistrySchema> GetByIdAsync(int id, CancellationToken cancellation = default);

    /// <summary>
    /// Gives the texts of all schemas that this one refers to, directly or through others, each after those that it
    /// uses itself: the order in which a parser needs them.
    /// </summary>
    ValueTask<IReadOnlyList<string>> GetReferencedAsync(RegistrySchema schema, CancellationToken cancellation = default);

    /// <summary>Finds a schema under a subject and gives its id and version. The answer is kept for ever; that there is none, for a short time.</summary>
    ValueTask<SubjectVersion> LookupAsync(string subject, RegistrySchema schema, bool normalize = false, CancellationToken cancellation = default);

    /// <summary>Gives the newest version of a subject; always asks the registry.</summary>
    ValueTask<SubjectVersion> GetLatestAsync(string subject, CancellationToken cancellation = default);

    /// <summary>Gives one version of a subject, from 1; always asks the registry.</summary>
    ValueTask<SubjectVersion> GetVersionAsync(string subject, int version, CancellationToken cancellation = default);

    /// <summary>Lists the versions of a subject, with <paramref name="deleted"/> those too that are deleted, though not for good.</summary>
    ValueTask<IReadOnlyList<int>> GetVersionsAsync(string subject, bool deleted = false, CancellationToken cancellation = default);

    /// <summary>Lists the subjects, with <paramref name="deleted"/> those too that are deleted, though not for good.</summary>
    ValueTask<IReadOnlyList<string>> GetSubjectsAsync(bool deleted = false, CancellationToken cancellation = default);

    /// <summary>Lists the subjects that have the schema of an id.</summary>
    ValueTask<IReadOnlyList<string>> GetSubjectsOfAsync(int id, CancellationToken cancellation = default);

    /// <summary>Lists the ids of the schemas that refer to a version of a subject.</summary>
    ValueTask<IReadOnlyList<int>> GetReferrersAsync(string subject, int version, CancellationToken cancellation = default);

    /// <summary>Asks whether the registry would accept the schema as the subject's next version. A subject that is not there accepts everything.</summary>
    ValueTask<CompatibilityResult> CheckCompatibilityAsync(
        string subject, RegistrySchema schema, bool normalize = false, CancellationToken cancellation = default);

    /// <summary>Gives the level in force for a subject, or for all with null.</summary>
    ValueTask<CompatibilityLevel> GetCompatibilityAsync(string? subject = null, CancellationToken cancellation = default);

    /// <summary>Sets the level of a subject, or of all that have none with null.</summary>
    ValueTask SetCompatibilityAsync(string? subject, CompatibilityLevel level, CancellationToken cancellation = default);

    /// <summary>Takes a subject's own level away, so that the one for all holds again. Nothing happens where it has none.</summary>
    ValueTask DeleteCompatibilityAsync(string subject, CancellationToken cancellation = default);

    /// <summary>Gives the mode in force for a subject, or for all with null.</summary>
    ValueTask<RegistryMode> GetModeAsync(string? subject = null, CancellationToken cancellation = default);

    /// <summary>Sets the mode of a subject, or of all that have none with null.</summary>
    /// <param name="subject">The subject; null for all.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="force">Lets <see cref="RegistryMode.Import"/> be set although there are schemas.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask SetModeAsync(string? subject, RegistryMode mode, bool force = false, CancellationToken cancellation = default);

    /// <summary>Takes a subject's own mode away, so that the one for all holds again. Nothing happens where it has none.</summary>
    ValueTask DeleteModeAsync(string subject, CancellationToken cancellation = default);

    /// <summary>Deletes a subject and gives the versions that went. Its ids stay readable unless it is deleted once more, for good.</summary>
    ValueTask<IReadOnlyList<int>> DeleteSubjectAsync(string subject, bool permanent = false, CancellationToken cancellation = default);

    /// <summary>Deletes one version of a subject; for good only after it was deleted once.</summary>
    ValueTask DeleteVersionAsync(string subject, int version, bool permanent = false, CancellationToken cancellation = default);
}
