using Millrace.Execution;

namespace Millrace.Tests.Processing;

public sealed class PunctuationQueueTests
{
    private readonly PunctuationQueue _queue = new();
    private readonly List<string> _calls = [];

    [Fact]
    public void A_jump_over_several_intervals_fires_once_and_the_next_is_due_by_the_first()
    {
        Add("a", first: 300, interval: 1000);

        Assert.False(_queue.Run(299));
        Assert.True(_queue.Run(2900));
        Assert.False(_queue.Run(3299));
        Assert.True(_queue.Run(3300));

        Assert.Equal(["a 2900", "a 3300"], _calls);
    }

    [Fact]
    public void The_earliest_comes_first_and_those_due_together_in_the_order_of_their_schedules()
    {
        Add("late", first: 20, interval: 100);
        Add("one", first: 10, interval: 100);
        Add("two", first: 10, interval: 100);

        _queue.Run(50);

        Assert.Equal(["one 50", "two 50", "late 50"], _calls);
    }

    [Fact]
    public void A_schedule_that_is_disposed_of_in_its_own_call_does_not_come_again()
    {
        IDisposable? schedule = null;
        schedule = _queue.Add(0, 10, at =>
        {
            _calls.Add($"{at}");
            schedule!.Dispose();
        });

        _queue.Run(5);

        Assert.False(_queue.Run(100));
        Assert.Equal(["5"], _calls);
    }

    [Fact]
    public void What_a_call_schedules_for_now_is_called_at_once()
    {
        _queue.Add(0, 1000, at => Add("inner", at, 1000));

        _queue.Run(5);

        Assert.Equal(["inner 5"], _calls);
    }

    [Fact]
    public void A_call_that_throws_comes_again_when_it_is_due()
    {
        _queue.Add(0, 10, at => throw new FormatException($"{at}"));

        Assert.Throws<FormatException>(() => _queue.Run(5));
        Assert.False(_queue.Run(9));
        Assert.Throws<FormatException>(() => _queue.Run(10));
    }

    private void Add(string name, long first, long interval) => _queue.Add(first, interval, at => _calls.Add($"{name} {at}"));
}
