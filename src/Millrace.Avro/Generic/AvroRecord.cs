namespace Millrace.Avro;

/// <summary>A record whose schema is known at run time alone.</summary>
public sealed class AvroRecord
{
    private readonly object?[] _values;

    /// <summary>Creates a record without values; each field is null until it is set.</summary>
    public AvroRecord(RecordSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        _values = new object?[schema.Fields.Count];
    }

    /// <summary>The schema.</summary>
    public RecordSchema Schema { get; }

    /// <summary>The value of the field at that place; what types it may have is said at <see cref="GenericDatum"/>.</summary>
    public object? this[int index]
    {
        get => _values[index];
        set => _values[index] = value;
    }

    /// <summary>The value of the field of that name.</summary>
    /// <exception cref="KeyNotFoundException">The schema has no such field.</exception>
    public object? this[string name]
    {
        get => _values[IndexOf(name)];
        set => _values[IndexOf(name)] = value;
    }

    private int IndexOf(string name) =>
        Schema.Find(name)?.Index ?? throw new KeyNotFoundException($"{Schema.Name} has no field \"{name}\"");
}
