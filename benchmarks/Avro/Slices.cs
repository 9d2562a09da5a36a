using System.Diagnostics;

namespace Millrace.Avro.Benchmarks;

/// <summary>
/// Times several things in turns of some milliseconds and keeps each one's median: their ratios hold on a machine that
/// others use too, where one after the other would not.
/// </summary>
internal static class Slices
{
    private const int Rounds = 300;
    private const int Calls = 20_000;

    public static void Run(params (string Name, Action Call)[] candidates)
    {
        var times = candidates.Select(_ => new double[Rounds]).ToArray();
        for (var round = -30; round < Rounds; round++)
        {
            for (var i = 0; i < candidates.Length; i++)
            {
                var call = candidates[i].Call;
                var started = Stopwatch.GetTimestamp();
                for (var n = 0; n < Calls; n++)
                    call();
                if (round >= 0)
                    times[i][round] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / Calls;
            }
        }

        foreach (var (candidate, own) in candidates.Zip(times))
        {
            Array.Sort(own);
            Console.WriteLine($"{candidate.Name,-24} {own[Rounds / 2],8:F1} ns  (best tenth {own[Rounds / 10]:F1})");
        }
    }
}
