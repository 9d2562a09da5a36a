namespace Millrace.Simulation.Faults;

/// <summary>Ways in which a record can be useless.</summary>
public enum PoisonKind
{
    /// <summary>Bytes without the framing of the schema registry.</summary>
    NotAvro,

    /// <summary>Well framed, with a schema id that no registry gave out.</summary>
    UnknownSchema,

    /// <summary>A sound reading under the key of another device.</summary>
    WrongKey,

    /// <summary>A room temperature that is not a number.</summary>
    NotANumber,

    /// <summary>A room temperature of 250 C.</summary>
    OutOfRange,

    /// <summary>A timestamp a day ahead of the clock.</summary>
    FromTheFuture,
}
