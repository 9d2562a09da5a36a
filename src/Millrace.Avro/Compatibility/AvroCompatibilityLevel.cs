namespace Millrace.Avro;

/// <summary>What a new schema owes the schemas before it.</summary>
public enum AvroCompatibilityLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It reads what the one before it wrote: readers are upgraded first.</summary>
    Backward,

    /// <summary>It reads what any before it wrote.</summary>
    BackwardTransitive,

    /// <summary>The one before it reads what it writes: writers are upgraded first.</summary>
    Forward,

    /// <summary>Every one before it reads what it writes.</summary>
    ForwardTransitive,

    /// <summary>It and the one before it read each other.</summary>
    Full,

    /// <summary>It and every one before it read each other.</summary>
    FullTransitive,
}
