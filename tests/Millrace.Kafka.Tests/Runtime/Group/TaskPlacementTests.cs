using Millrace.Kafka.Runtime;

namespace Millrace.Kafka.Tests.Runtime.Group;

public sealed class TaskPlacementTests
{
    [Fact]
    public void Tasks_are_spread_evenly()
    {
        var placed = new TaskPlacement(3).Place(Tasks(0, 1, 2, 3, 4, 5, 6));

        Assert.Equal([3, 2, 2], placed.GroupBy(p => p.Value).OrderBy(g => g.Key).Select(g => g.Count()));
    }

    [Fact]
    public void A_task_stays_on_its_thread_as_long_as_the_worker_has_it()
    {
        var placement = new TaskPlacement(2);
        var before = placement.Place(Tasks(0, 1, 2, 3));
        var after = placement.Place(Tasks(1, 3, 4, 5));

        Assert.Equal(before[new TaskId(0, 1)], after[new TaskId(0, 1)]);
        Assert.Equal(before[new TaskId(0, 3)], after[new TaskId(0, 3)]);
        Assert.Equal(2, after.Values.Count(t => t == 0));
    }

    private static IEnumerable<TaskId> Tasks(params int[] partitions) => partitions.Select(p => new TaskId(0, p));
}
