using Microsoft.Extensions.Logging;

namespace Millrace.Kafka.Runtime;

/// <summary>What a worker logs; event ids 1100 to 1999. In steady state it says nothing.</summary>
internal sealed partial class WorkerLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(1100, LogLevel.Information, "{Application} starts as {Instance} at {Brokers}: {Guarantee}, {Threads} threads")]
    public partial void Starting(string application, string instance, string brokers, ProcessingGuarantee guarantee, int threads);

    [LoggerMessage(1101, LogLevel.Information, "Internal topics were created: {Topics}")]
    public partial void TopicsCreated(string topics);

    [LoggerMessage(1102, LogLevel.Warning, "Waiting: {Reason}")]
    public partial void Waiting(string reason);

    [LoggerMessage(1110, LogLevel.Information, "Assigned {Count} tasks (generation {Generation}): {Tasks}")]
    public partial void Assigned(int count, int generation, string tasks);

    [LoggerMessage(1111, LogLevel.Information, "Gave back {Count} partitions")]
    public partial void Revoked(int count);

    [LoggerMessage(1112, LogLevel.Warning, "Lost {Count} partitions: the group went on without this worker")]
    public partial void Lost(int count);

    [LoggerMessage(1113, LogLevel.Warning, "Thread {Thread} has not committed yet after {Seconds:0} s; the group waits for it")]
    public partial void SlowRevocation(int thread, double seconds);

    [LoggerMessage(1120, LogLevel.Information, "Task {Task} runs; {Records} changelog records were restored")]
    public partial void Restored(TaskId task, long records);

    [LoggerMessage(1121, LogLevel.Warning, "Task {Task} is restored from the start: {Reason}")]
    public partial void ForeignState(TaskId task, string reason);

    [LoggerMessage(1130, LogLevel.Warning, "Thread {Thread} rolled back to its last commit: {Reason}")]
    public partial void RolledBack(int thread, string reason);

    [LoggerMessage(1131, LogLevel.Warning, "Thread {Thread} could not abort its transaction; the broker will: {Reason}")]
    public partial void AbortFailed(int thread, string reason);

    [LoggerMessage(1132, LogLevel.Error, "Task {Task} could not be closed: {Reason}")]
    public partial void CloseFailed(TaskId task, string reason);

    [LoggerMessage(1133, LogLevel.Warning, "Records of repartition topics that were read could not be deleted; it is tried again: {Reason}")]
    public partial void PurgeFailed(string reason);

    [LoggerMessage(1140, LogLevel.Information, "{Application} has stopped after {Records} records")]
    public partial void Stopped(string application, long records);

    [LoggerMessage(1141, LogLevel.Error, "{Application} has failed: {Reason}")]
    public partial void Failed(string application, string reason);

    [LoggerMessage(1142, LogLevel.Debug, "The failure of {Application} in full")]
    public partial void FailedInFull(Exception exception, string application);
}
