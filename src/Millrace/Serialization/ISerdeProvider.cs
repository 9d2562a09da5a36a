using System.Diagnostics.CodeAnalysis;

namespace Millrace;

/// <summary>Finds the serde of a type where the author named none.</summary>
public interface ISerdeProvider
{
    /// <summary>Gives the serde of <typeparamref name="T"/>, if this provider has one.</summary>
    bool TryGet<T>([NotNullWhen(true)] out Serde<T>? serde);
}
