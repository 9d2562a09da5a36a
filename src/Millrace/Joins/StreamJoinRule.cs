namespace Millrace.Joins;

/// <summary>What a join of streams does, whichever side a record comes from.</summary>
internal sealed record StreamJoinRule<TKey, TLeft, TRight, TResult>(
    JoinWindows Windows, StreamJoinKind Kind, Func<TKey, Tables.Maybe<TLeft>, Tables.Maybe<TRight>, TResult> Joiner);
