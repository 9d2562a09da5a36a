namespace Millrace.Graph;

/// <summary>Finds the serdes of a graph while it is built, and remembers what has to be prepared before the first record.</summary>
internal sealed class SerdeResolution(ISerdeProvider provider, string applicationId)
{
    private readonly List<Func<CancellationToken, ValueTask>> _preparations = [];

    public List<TopologyProblem> Problems { get; } = [];

    public string ApplicationId { get; } = applicationId;

    public IReadOnlyList<Func<CancellationToken, ValueTask>> Preparations => _preparations;

    public Serde<T>? Find<T>(Serde<T>? given, SerdeContext context, SerdeUse use, GraphNode node) => Find(given, context, use, node.Place, node.Name);

    public Serde<T>? Find<T>(Serde<T>? given, SerdeContext context, SerdeUse use, SourcePlace place, string name)
    {
        var serde = given;
        if (serde is null && !provider.TryGet(out serde))
        {
            Problems.Add(new TopologyProblem(
                place,
                $"'{name}' needs a serde for the {(context.IsKey ? "keys" : "values")} of type {typeof(T).Name} and none is known; " +
                "name one there, or add its provider to the application"));
            return null;
        }

        var found = serde;
        _preparations.Add(cancellation => found.PrepareAsync(context, use, cancellation));
        return found;
    }
}
