namespace Millrace.Execution;

/// <summary>
/// While it is open, a task's work is on a record that came before and was held back: its origin and timestamp are
/// that record's.
/// </summary>
internal readonly ref struct RecordRevisit
{
    private readonly StreamTask _task;
    private readonly RecordOrigin? _origin;
    private readonly long _time;

    public RecordRevisit(StreamTask task, RecordOrigin? origin, long time)
    {
        _task = task;
        _origin = origin;
        _time = time;
    }

    public void Dispose() => _task.Return(_origin, _time);
}
