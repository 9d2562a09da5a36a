namespace Millrace.Avro;

/// <summary>A record whose schema is known at run time alone.</summary>
public sealed class AvroRecord
{
    // Small records are the many ones: up to three fields take no array.
    private readonly object?[]? _more;
    private object? _first;
    private object? _second;
    private object? _third;

    /// <summary>Creates a record without values; each field is null until it is set.</summary>
    public AvroRecord(RecordSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        if (schema.Fields.Count > 3)
            _more = new object?[schema.Fields.Count];
    }

    /// <summary>The schema.</summary>
    public RecordSchema Schema { get; }

    /// <summary>The value of the field at that place; what types it may have is said at <see cref="GenericDatum"/>.</summary>
    public object? this[int index]
    {
        get => _more is not null ? _more[index] : Slot(index);
        set
        {
            if (_more is not null)
                _more[index] = value;
            else
                Slot(index) = value;
        }
    }

    /// <summary>The value of the field of that name.</summary>
    /// <exception cref="KeyNotFoundException">The schema has no such field.</exception>
    public object? this[string name]
    {
        get => this[IndexOf(name)];
        set => this[IndexOf(name)] = value;
    }

    private ref object? Slot(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Schema.Fields.Count, nameof(index));
        switch (index)
        {
            case 0:
                return ref _first;
            case 1:
                return ref _second;
            default:
                return ref _third;
        }
    }

    private int IndexOf(string name) =>
        Schema.Find(name)?.Index ?? throw new KeyNotFoundException($"{Schema.Name} has no field \"{name}\"");
}
