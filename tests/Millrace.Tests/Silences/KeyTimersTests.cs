using Millrace.Silences;

namespace Millrace.Tests.Silences;

[Collection(Alone.Name)]
public sealed class KeyTimersTests
{
    private const int Keys = 1_000_000;

    [Fact]
    public void A_million_keys_take_less_than_150_bytes_each_with_their_texts()
    {
        var timers = new KeyTimers<string>(300_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Keys; i++)
        {
            timers.Add($"device-{i:0000000}", i / 100, i / 100);
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Keys;

        TestContext.Current.SendDiagnosticMessage("{0:0} bytes a key", bytes);
        Assert.InRange(bytes, 20, 150);
        Assert.Equal(Keys, timers.Count);
    }

    [Fact]
    public void All_of_a_million_are_told_once_in_the_order_of_their_deadlines()
    {
        var timers = new KeyTimers<int>(300_000);
        for (var i = 0; i < Keys; i++)
        {
            timers.Add(i, i % 1000 * 100, 0);
        }

        var told = 0;
        var last = 0L;
        for (var now = 0; now <= 400_000; now += 250)
        {
            if (!timers.TryTakeDue(now, out var due))
            {
                continue;
            }

            foreach (var (deadline, _) in due)
            {
                Assert.InRange(deadline, last, now);
                last = deadline;
                told++;
            }
        }

        Assert.Equal((Keys, 0), (told, timers.Count));
    }

    [Fact]
    public void A_clock_that_is_set_back_loses_no_timer()
    {
        var timers = new KeyTimers<int>(10_000);
        timers.Add(1, 1_000_000, 0);
        Assert.False(timers.TryTakeDue(1_005_000, out _));
        timers.Add(2, 500_000, 0);
        timers.Add(3, 1_005_000, 0);

        Assert.True(timers.TryTakeDue(1_020_000, out var due));
        Assert.Equal([2, 1, 3], due.ToArray().Select(d => d.Key));
    }
}

/// <summary>Tests that look at the whole process's memory.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
