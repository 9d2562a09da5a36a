using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Running;
using Millrace.Avro.Benchmarks;
using Millrace.Avro.Fuzz;

switch (args)
{
    case ["slices"]:
        ReadingCodec.RunSlices();
        break;
    case ["fuzz", .. var options]:
        Fuzz(Option(options, "--count") ?? 1_000_000, (int)(Option(options, "--seed") ?? 1));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ReadingCodec).Assembly).Run(args);
        break;
}

static void Fuzz(long count, int seed)
{
    var folder = Environment.GetEnvironmentVariable("MILLRACE_AVRO_VECTORS") ?? Path.Combine("..", "shared", "avro");
    var targets = FuzzTarget.Load(folder);
    if (targets.Count == 0)
    {
        Console.Error.WriteLine($"there are no vectors in {folder}: set MILLRACE_AVRO_VECTORS");
        Environment.Exit(2);
    }

    var clock = Stopwatch.StartNew();
    var run = new FuzzRun(targets, seed);
    run.Run(count);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{run.Inputs} inputs over {targets.Count} schemas, {run.Bytes / 1e6:F0} MB, {100.0 * run.Accepted / run.Inputs:F1} % of them values, in {clock.Elapsed.TotalSeconds:F0} s; "
        + $"at most {run.WorstFactor:F1} times its size beyond 4 KiB, at most {run.WorstBytes} bytes beyond 64 times its size"));
}

static long? Option(string[] options, string name)
{
    var index = Array.IndexOf(options, name);
    return index >= 0 && index + 1 < options.Length ? long.Parse(options[index + 1], CultureInfo.InvariantCulture) : null;
}
