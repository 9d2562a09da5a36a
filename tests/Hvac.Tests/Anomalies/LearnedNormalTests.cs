using Millrace.Hvac.Anomalies;

namespace Millrace.Hvac.Tests.Anomalies;

public sealed class LearnedNormalTests
{
    private static readonly TemperatureAnomalyOptions Options = new();

    [Fact]
    public void The_first_lesson_sets_the_mean()
    {
        var normal = default(LearnedNormal).Take(0.7, Options, out _);

        Assert.Equal(new LearnedNormal(0.7, 0, 1, 0), normal);
    }

    [Fact]
    public void Later_lessons_move_mean_and_variance_by_the_weight_of_a_half_life_of_24_windows()
    {
        var normal = default(LearnedNormal).Take(0.5, Options, out _).Take(0.9, Options, out _).Take(0.2, Options, out _);

        // By hand: a = 1 - 0.5^(1/24) = 0.0284680588...
        const double A = 0.028468058846394131;
        const double Mean2 = 0.5 + (A * 0.4);
        const double Var2 = (1 - A) * A * 0.4 * 0.4;
        const double Delta3 = 0.2 - Mean2;
        Assert.Equal(Mean2 + (A * Delta3), normal.Mean, 12);
        Assert.Equal((1 - A) * (Var2 + (A * Delta3 * Delta3)), normal.Variance, 12);
        Assert.Equal(3, normal.Lessons);
    }

    [Fact]
    public void Nothing_is_judged_before_24_lessons()
    {
        var normal = Taught(23);

        normal.Take(50, Options, out var verdict);

        Assert.False(verdict.IsAnomaly);
    }

    [Fact]
    public void The_25th_value_is_judged()
    {
        Taught(24).Take(0.5, Options, out var verdict);

        Assert.Equal((true, 0, 5), (verdict.IsAnomaly, verdict.Expectation, verdict.Score));
    }

    [Theory]
    [InlineData(0.4, true)]
    [InlineData(-0.4, true)]
    [InlineData(0.3999, false)]
    public void A_score_of_4_is_anomalous_and_a_small_deviation_counts_as_a_tenth_of_a_degree(double value, bool isAnomaly)
    {
        Taught(24).Take(value, Options, out var verdict);

        Assert.Equal(isAnomaly, verdict.IsAnomaly);
    }

    [Fact]
    public void Binary_noise_does_not_save_a_score_of_4()
    {
        var normal = default(LearnedNormal) with { Mean = 0.3, Lessons = 24 };

        normal.Take(0.7, Options, out var verdict);

        Assert.True(verdict.Score < 4);
        Assert.True(verdict.IsAnomaly);
    }

    [Fact]
    public void A_large_deviation_counts_as_it_is()
    {
        var normal = new LearnedNormal(1, 0.25, 30, 0);

        normal.Take(3.5, Options, out var verdict);

        Assert.Equal((true, 5), (verdict.IsAnomaly, verdict.Score));
    }

    [Fact]
    public void An_anomalous_value_teaches_nothing() => Assert.Equal(Taught(24) with { AnomaliesInARow = 1 }, Taught(24).Take(9, Options, out _));

    [Fact]
    public void A_value_that_is_not_anomalous_ends_the_row()
    {
        var normal = Taught(24);
        for (var i = 0; i < 11; i++)
        {
            normal = normal.Take(9, Options, out _);
        }

        normal = normal.Take(0, Options, out _);

        Assert.Equal(0, normal.AnomaliesInARow);
        Assert.Equal(25, normal.Lessons);
    }

    [Fact]
    public void The_12th_in_a_row_says_that_the_statistics_start_anew_and_they_do()
    {
        var normal = Taught(24);
        var relearning = new List<bool>();
        for (var i = 0; i < 12; i++)
        {
            normal = normal.Take(9, Options, out var verdict);
            relearning.Add(verdict.IsAnomaly && verdict.Relearning);
        }

        Assert.Equal(11, relearning.IndexOf(true));
        Assert.Equal(default, normal);
        Assert.Equal(new LearnedNormal(9, 0, 1, 0), normal.Take(9, Options, out _));
    }

    private static LearnedNormal Taught(int lessons)
    {
        var normal = default(LearnedNormal);
        for (var i = 0; i < lessons; i++)
        {
            normal = normal.Take(0, Options, out _);
        }

        return normal;
    }
}
