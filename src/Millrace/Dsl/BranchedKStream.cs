using System.Runtime.CompilerServices;
using Millrace.Graph;

namespace Millrace;

/// <summary>A stream that is being divided; see <see cref="SplitExtensions.Split"/>. Branches are tried in the order of their definition.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public sealed class BranchedKStream<TKey, TValue>
{
    private readonly KStream<TKey, TValue> _stream;
    private readonly SplitNode<TKey, TValue> _split;

    internal BranchedKStream(KStream<TKey, TValue> stream, SplitNode<TKey, TValue> split)
    {
        _stream = stream;
        _split = split;
    }

    /// <summary>A branch of the records that no branch before it took and for which <paramref name="predicate"/> is true.</summary>
    /// <param name="predicate">Decides.</param>
    /// <param name="branch">Says what is done with them.</param>
    /// <param name="name">The branch's name in descriptions.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public BranchedKStream<TKey, TValue> Branch(
        Func<TKey, TValue, bool> predicate,
        Action<KStream<TKey, TValue>> branch,
        string? name = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(branch);
        Branch(predicate, out var stream, name, file, line);
        branch(stream);
        return this;
    }

    /// <summary>The same, for branches that are used elsewhere, for example merged again.</summary>
    /// <param name="predicate">Decides.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="name">The branch's name in descriptions.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public BranchedKStream<TKey, TValue> Branch(
        Func<TKey, TValue, bool> predicate,
        out KStream<TKey, TValue> branch,
        string? name = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        branch = Add(predicate, name, SourcePlace.Of(file, line));
        return this;
    }

    /// <summary>The branch of the records that no other took. Without one they go nowhere, and are not counted as dropped.</summary>
    /// <param name="name">The branch's name in descriptions.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public KStream<TKey, TValue> DefaultBranch(string? name = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(null, name, SourcePlace.Of(file, line));

    private KStream<TKey, TValue> Add(Func<TKey, TValue, bool>? predicate, string? name, SourcePlace place)
    {
        if (_split.Predicates.Contains(null))
        {
            _stream.Builder.Problem(place, "A branch comes after the default branch, which takes everything: define the default branch last, and once");
        }

        _split.Predicates.Add(predicate);
        var node = new OperatorNode<TKey, TValue, TKey, TValue>("branch", name, place, static s => s.Next);
        _stream.Builder.Add(node, _split);
        _split.Consumers.Add(node);
        return new KStream<TKey, TValue>(_stream.Builder, node, _stream.KeyChangedAt);
    }
}
