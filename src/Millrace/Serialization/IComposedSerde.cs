using Millrace.Graph;

namespace Millrace;

/// <summary>A serde of the engine's own around one of the user's, which is found when the graph is built.</summary>
internal interface IComposedSerde
{
    /// <summary>Finds the inner serde where the author named none.</summary>
    void Resolve(SerdeResolution resolution, SerdeContext context, SerdeUse use, SourcePlace place, string name);
}
