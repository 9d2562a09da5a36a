namespace Millrace;

/// <summary>The place at which a serde is used.</summary>
/// <param name="Topic">The topic, for a store its changelog topic.</param>
/// <param name="IsKey">Whether it is the record's key or its value.</param>
public readonly record struct SerdeContext(string Topic, bool IsKey);

/// <summary>What a serde is used for at a place.</summary>
[Flags]
public enum SerdeUse
{
    /// <summary>To read.</summary>
    Read = 1,

    /// <summary>To write.</summary>
    Write = 2,

    /// <summary>Both, as a store does.</summary>
    Both = Read | Write,
}
