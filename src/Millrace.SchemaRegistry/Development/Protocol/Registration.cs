using Millrace.SchemaRegistry.Http;

namespace Millrace.SchemaRegistry.Development;

/// <summary>Registers schemas.</summary>
internal sealed class Registration(RegistryStore store)
{
    private readonly CompatibilityRules _rules = new(store.State);

    public RegistryAnswer Register(RegistryRequest request, string subject)
    {
        var body = SchemaReading.ReadBody(request, RegistryJson.Default.RegisterBody);
        var mode = ModeRequests.Effective(store.State, subject);
        if (mode == RegistryMode.ReadOnly)
            throw RegistryFault.NotPermitted($"Subject {subject} in context . is in read-only mode");
        if (body.Id > 0 && mode != RegistryMode.Import)
            throw RegistryFault.NotPermitted($"Subject {subject} in context . is not in import mode");

        var schema = SchemaReading.ReadSchema(store.State, body, request.Flag("normalize"));
        var live = store.State.Versions(subject).Where(v => !v.IsDeleted).ToArray();
        if (store.State.TryGetId(schema, out var id) && Array.Exists(live, v => v.Id == id))
            return Answer(id);

        if (mode != RegistryMode.Import && _rules.Check(subject, schema, live) is { Count: > 0 } reasons)
        {
            throw new RegistryFault(
                409,
                409,
                $"Schema being registered is incompatible with an earlier schema for subject \"{subject}\", details: [{string.Join(", ", reasons)}]");
        }

        id = NewId(body, schema, id);
        store.Change(new Registered(subject, NewVersion(body, subject), id, schema.Text, schema.SchemaType, SchemaBody.From(schema).References));
        return Answer(id);
    }

    private static RegistryAnswer Answer(int id) => RegistryAnswer.Of(new IdBody(id), RegistryJson.Default.IdBody);

    private int NewId(RegisterBody body, RegistrySchema schema, int known)
    {
        if (body.Id == 0)
            return known > 0 ? known : store.State.NextId;
        if (store.State.TryGetSchema(body.Id, out var other) && other != schema)
            throw RegistryFault.NotPermitted($"Overwrite new schema with id {body.Id} is not permitted.");
        return body.Id;
    }

    private int NewVersion(RegisterBody body, string subject)
    {
        var newest = store.State.Versions(subject).Select(v => v.Version).DefaultIfEmpty(0).Max();
        return body.Id > 0 && body.Version > newest ? body.Version : newest + 1;
    }
}
