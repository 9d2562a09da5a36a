namespace Millrace.Joins;

/// <summary>Which records a join of streams keeps that find no partner.</summary>
internal sealed record StreamJoinKind(string Name, bool KeepsLeft, bool KeepsRight)
{
    public static StreamJoinKind Inner { get; } = new("join", KeepsLeft: false, KeepsRight: false);

    public static StreamJoinKind Left { get; } = new("leftJoin", KeepsLeft: true, KeepsRight: false);

    public static StreamJoinKind Outer { get; } = new("outerJoin", KeepsLeft: true, KeepsRight: true);

    public bool KeepsAny => KeepsLeft;

    // The stores' names are Kafka Streams'.
    public string LeftStore(string join) => KeepsRight ? $"{join}-outer-this-join-store" : $"{join}-this-join-store";

    public string RightStore(string join) => KeepsLeft ? $"{join}-outer-other-join-store" : $"{join}-other-join-store";

    public string PendingStore(string join) => KeepsRight ? $"{join}-outer-shared-join-store" : $"{join}-left-shared-join-store";
}
