using System.Diagnostics.CodeAnalysis;

namespace Millrace;

/// <summary>Puts providers together: the first that has a serde of the type gives it.</summary>
public sealed class SerdeProviders : ISerdeProvider
{
    private readonly ISerdeProvider[] _providers;

    /// <summary>Asks these in turn, and <see cref="Serdes.Primitive"/> last.</summary>
    public SerdeProviders(params IEnumerable<ISerdeProvider> providers) => _providers = [.. providers, Serdes.Primitive];

    /// <inheritdoc/>
    public bool TryGet<T>([NotNullWhen(true)] out Serde<T>? serde)
    {
        foreach (var provider in _providers)
        {
            if (provider.TryGet(out serde))
            {
                return true;
            }
        }

        serde = null;
        return false;
    }
}
