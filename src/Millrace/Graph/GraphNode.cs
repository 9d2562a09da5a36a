namespace Millrace.Graph;

/// <summary>
/// One operator as the author wrote it: plain data until a task is made of it. Nodes know what they read from; what
/// they feed is known to their typed subclass <see cref="StreamNode{TKey, TValue}"/>.
/// </summary>
internal abstract class GraphNode(string kind, string? name, SourcePlace place)
{
    /// <summary>The number in order of definition, given by the builder.</summary>
    public int Id { get; set; } = -1;

    /// <summary>The operator's kind as in the DSL, for example <c>filter</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>The author's name, or kind and number: what dead letters and counters call the stage.</summary>
    public string Name => name ?? $"{Kind}-{Id}";

    public SourcePlace Place { get; } = place;

    /// <summary>The topology class that defined it first.</summary>
    public string Topology { get; set; } = "";

    public List<GraphNode> Parents { get; } = [];

    public virtual IReadOnlyList<StoreDefinition> Stores => [];

    /// <summary>What else people may want to know of it, for the description.</summary>
    public IReadOnlyList<StoreFact> Facts { get; set; } = [];

    /// <summary>Topics that it reads or writes, for the description and for whoever creates topics.</summary>
    public virtual IReadOnlyList<string> Topics => [];

    public virtual bool IsSource => false;

    /// <summary>Finds the serdes that the author did not name.</summary>
    public virtual void Resolve(SerdeResolution resolution)
    {
    }
}
