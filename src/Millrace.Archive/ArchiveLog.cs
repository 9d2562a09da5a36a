using Microsoft.Extensions.Logging;

namespace Millrace.Archive;

internal static partial class ArchiveLog
{
    [LoggerMessage(5000, LogLevel.Information, "The archive of {Input} stands at offset {End}")]
    internal static partial void Opened(ILogger logger, TopicPartition input, long end);

    [LoggerMessage(5001, LogLevel.Debug, "Archived {Input} from {Start} to {End}: {Records} records in {Files} files, {Bytes} bytes")]
    internal static partial void Published(ILogger logger, TopicPartition input, long start, long end, long records, int files, long bytes);

    [LoggerMessage(5002, LogLevel.Information, "Records of {Input} from offset {Offset} on are archived already, up to {End}; they are passed over")]
    internal static partial void AlreadyArchived(ILogger logger, TopicPartition input, long offset, long end);

    [LoggerMessage(5003, LogLevel.Warning, "The archive of {Input} stood at {End}, but the first record that came is {Offset}: what lies between is recorded as a gap")]
    internal static partial void HoleAtOpen(ILogger logger, TopicPartition input, long end, long offset);

    [LoggerMessage(5004, LogLevel.Information, "Removed {Count} files of {Input} that a worker left behind unpublished")]
    internal static partial void LeftoversRemoved(ILogger logger, int count, TopicPartition input);

    [LoggerMessage(5005, LogLevel.Warning, "Unpublished files of {Input} that a worker left behind cannot be removed")]
    internal static partial void LeftoversStay(ILogger logger, Exception cause, TopicPartition input);
}
