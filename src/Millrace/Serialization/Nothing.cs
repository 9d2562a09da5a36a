namespace Millrace;

/// <summary>The type of keys or values that are always null; it has no instances.</summary>
public sealed class Nothing
{
    private Nothing()
    {
    }
}
