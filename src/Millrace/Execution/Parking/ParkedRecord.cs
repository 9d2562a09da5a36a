namespace Millrace.Execution;

/// <summary>What a task has to remember of a record to go on with it later as if it had just come.</summary>
/// <param name="Source">The input that it came from; null if it came of a punctuation or a commit.</param>
/// <param name="Bytes">The record as it was read, for a dead letter.</param>
/// <param name="Revisited">Where it came from, if it had been held back before.</param>
/// <param name="Time">The timestamp that was current.</param>
internal readonly record struct ParkedRecord(TaskSource? Source, KeptCursor? Bytes, RecordOrigin? Revisited, long Time);

/// <summary>What is to be done with a parked record when its time has come.</summary>
internal interface IParkedContinuation
{
    /// <summary>Goes on with it, on the task's thread.</summary>
    void GoOn();
}
