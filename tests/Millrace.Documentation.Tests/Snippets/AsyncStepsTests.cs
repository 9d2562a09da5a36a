using Millrace.Testing;

namespace Millrace.Documentation.Tests.Snippets;

public sealed class AsyncStepsTests
{
    // snippet: async-steps-test
    [Fact]
    public void A_rooms_scores_come_in_order_and_rooms_overtake_each_other()
    {
        using var driver = new TopologyTestDriver(new ComfortScores((_, value) => Task.FromResult(double.Parse(value) / 10)));
        var readings = driver.Input<string, string>("readings");
        var scores = driver.Output<string, double>("scores");

        driver.Calls.Hold();
        readings.Pipe("room-1", "200");
        readings.Pipe("room-1", "210");
        readings.Pipe("room-2", "190");
        var (first, second, other) = (driver.Calls.Pending[0], driver.Calls.Pending[1], driver.Calls.Pending[2]);

        driver.Calls.Complete(other);
        scores.Expect(("room-2", 19));
        driver.Calls.Complete(second);
        scores.ExpectNothing();
        driver.Calls.Complete(first);
        scores.Expect(("room-1", 20), ("room-1", 21));
        driver.Calls.Release();
    }
    // end snippet

    [Fact]
    public void A_reading_that_the_model_cannot_score_is_a_dead_letter_of_its_own()
    {
        using var driver = new TopologyTestDriver(new ComfortScores((_, value) => Task.FromResult(double.Parse(value) / 10)));
        driver.Input<string, string>("readings").Pipe("room-1", "warm");
        driver.Input<string, string>("readings").Pipe("room-1", "200");

        driver.Output<string, string>("unscored").Expect(("room-1", "warm"));
        driver.Output<string, double>("scores").Expect(("room-1", 20));
    }

    [Fact]
    public void The_step_is_drawn_as_the_guide_shows_it() => Drawn.As(
        new ComfortScores((_, _) => Task.FromResult(0.0)), "1: mapValuesAsync comfort (calls at a time 32, order per key) <- 0");

    // snippet: async-steps-topology
    private sealed class ComfortScores(Func<string, string, Task<double>> model) : Topology
    {
        protected override void Define(StreamsBuilder streams) =>
            streams.Stream("readings", new Consumed<string, string> { Errors = ErrorPolicy.DeadLetterTo("unscored") })
                .MapValuesAsync(
                    "comfort",
                    (room, reading, cancellation) => model(room, reading).WaitAsync(cancellation),
                    new AsyncOptions { Concurrency = 32, Timeout = 2.Seconds(), Retries = 2 })
                .To("scores");
    }
    // end snippet
}
