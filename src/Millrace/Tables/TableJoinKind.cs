namespace Millrace.Tables;

/// <summary>Which sides of a join of tables have results without a partner.</summary>
internal readonly record struct TableJoinKind(bool KeepsLeft, bool KeepsRight)
{
    public static TableJoinKind Inner => new(KeepsLeft: false, KeepsRight: false);

    public static TableJoinKind Left => new(KeepsLeft: true, KeepsRight: false);

    public static TableJoinKind Outer => new(KeepsLeft: true, KeepsRight: true);

    /// <summary>The same join seen from the right side.</summary>
    public TableJoinKind Mirrored => new(KeepsRight, KeepsLeft);

    public string Name => this == Inner ? "join" : this == Left ? "leftJoin" : "outerJoin";

    public bool HasResult(bool left, bool right) => (left || KeepsRight) && (right || KeepsLeft) && (left || right);

    /// <summary>Whether results can vanish, given whether the sides' entries can.</summary>
    public bool MayDelete(bool left, bool right) => left || (right && (!KeepsLeft || KeepsRight));
}
