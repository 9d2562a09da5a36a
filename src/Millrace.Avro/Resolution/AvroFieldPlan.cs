using System.ComponentModel;
using Millrace.Avro.Resolution;

namespace Millrace.Avro;

/// <summary>
/// What to do for a field of the reader's record. For generated code: where it is null, the field stands here as the
/// reader's own decoder reads it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AvroFieldPlan
{
    private readonly SkipStep[] _before;

    internal AvroFieldPlan(SkipStep[] before, bool isDefault, AvroPlan? value)
    {
        _before = before;
        IsDefault = isDefault;
        Value = value;
    }

    /// <summary>Whether the writer has no such field: it gets its default.</summary>
    public bool IsDefault { get; }

    /// <summary>What the value needs; null where it is as the reader's own decoder reads it.</summary>
    public AvroPlan? Value { get; }

    /// <summary>Passes over the writer's fields before this one that nobody reads.</summary>
    public void SkipBefore(ref AvroReader reader)
    {
        foreach (var step in _before)
            step.Run(ref reader);
    }
}
