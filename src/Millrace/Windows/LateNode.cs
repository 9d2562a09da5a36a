using Millrace.Graph;

namespace Millrace.Windows;

/// <summary>The records that a window dropped, as a stream.</summary>
internal sealed class LateNode<TKey, TValue>(string name, SourcePlace place) : StreamNode<TKey, TValue>("late", name, place);
