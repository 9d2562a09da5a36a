using Microsoft.Extensions.Logging;

namespace Millrace.RocksDb;

internal static partial class RocksDbLog
{
    [LoggerMessage(2000, LogLevel.Information, "State folder {Path} opened, with {Library}")]
    internal static partial void FolderOpened(ILogger logger, string path, string library);

    [LoggerMessage(2001, LogLevel.Debug, "State of task {Task} opened with {Stores} stores")]
    internal static partial void TaskStateOpened(ILogger logger, TaskId task, int stores);

    [LoggerMessage(2002, LogLevel.Information, "State of task {Task} deleted")]
    internal static partial void TaskStateDeleted(ILogger logger, TaskId task);
}
