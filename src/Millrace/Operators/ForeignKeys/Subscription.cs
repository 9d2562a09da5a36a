namespace Millrace.Operators.ForeignKeys;

/// <summary>What a left record tells the task that holds its foreign key.</summary>
/// <param name="Hash">The hash of the left value; null if the left record was deleted.</param>
/// <param name="Instruction">What to do.</param>
/// <param name="PrimaryKey">The left record's key.</param>
/// <param name="PrimaryPartition">The left record's partition, where the answer goes.</param>
internal sealed record Subscription<TKey>(ValueHash? Hash, SubscriptionInstruction Instruction, TKey PrimaryKey, int PrimaryPartition);

/// <summary>The numbers are those on the wire.</summary>
internal enum SubscriptionInstruction : byte
{
    /// <summary>End the subscription.</summary>
    Delete = 0,

    /// <summary>End the subscription and answer that there is no right value.</summary>
    DeleteAndAnswer = 1,

    /// <summary>Subscribe and answer, also that there is no right value.</summary>
    Answer = 2,

    /// <summary>Subscribe and answer if there is a right value.</summary>
    AnswerIfPresent = 3,
}

/// <summary>The task's answer, and what it tells each subscriber of a change of the right value.</summary>
/// <param name="Hash">The hash that came with the subscription.</param>
/// <param name="HasValue">Whether there is a right value.</param>
/// <param name="Value">The right value.</param>
/// <param name="PrimaryPartition">Where the answer goes; it is not on the wire.</param>
internal sealed record SubscriptionResponse<TValue>(ValueHash? Hash, bool HasValue, TValue? Value, int PrimaryPartition);

/// <summary>By it a left record knows whether an answer is about the value that it has now.</summary>
internal readonly record struct ValueHash(ulong High, ulong Low);
