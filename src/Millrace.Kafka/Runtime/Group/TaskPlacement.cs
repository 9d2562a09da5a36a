namespace Millrace.Kafka.Runtime;

/// <summary>Which thread has which task. A task stays where it is as long as the worker has it; a new one goes where there are fewest.</summary>
internal sealed class TaskPlacement(int threads)
{
    private Dictionary<TaskId, int> _threadOf = [];

    public IReadOnlyDictionary<TaskId, int> Place(IEnumerable<TaskId> tasks)
    {
        var all = tasks.Order().ToList();
        var next = new Dictionary<TaskId, int>();
        var load = new int[threads];
        foreach (var task in all)
        {
            if (!_threadOf.TryGetValue(task, out var thread))
                continue;
            next[task] = thread;
            load[thread]++;
        }

        foreach (var task in all.Where(t => !next.ContainsKey(t)))
        {
            var thread = Array.IndexOf(load, load.Min());
            next[task] = thread;
            load[thread]++;
        }

        return _threadOf = next;
    }
}
