using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace Millrace.Engine.Benchmarks;

/// <summary>
/// Runs benchmarks one after the other and tells the processor's time that each record took, background threads
/// included: on a machine that others use too, the clock on the wall says little.
/// </summary>
internal static class CpuTimes
{
    private const int Warmups = 2;
    private const int Rounds = 7;

    public static void Run(string filter)
    {
        foreach (var type in typeof(CpuTimes).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TaskBenchmark)) && !t.IsAbstract))
        {
            var method = type.GetMethods().Single(m => m.GetCustomAttribute<BenchmarkAttribute>() is not null);
            var parameter = Array.Find(type.GetProperties(), p => p.GetCustomAttribute<ParamsAttribute>() is not null);
            foreach (var value in parameter?.GetCustomAttribute<ParamsAttribute>()!.Values ?? [null])
            {
                var name = parameter is null ? $"{type.Name}.{method.Name}" : $"{type.Name}.{method.Name}({parameter.Name}: {value})";
                if (!name.Contains(filter, StringComparison.OrdinalIgnoreCase))
                    continue;
                using var benchmark = (TaskBenchmark)Activator.CreateInstance(type)!;
                parameter?.SetValue(benchmark, value);
                Console.WriteLine(Measure(name, benchmark, method));
            }
        }
    }

    private static string Measure(string name, TaskBenchmark benchmark, MethodInfo method)
    {
        var operations = method.GetCustomAttribute<BenchmarkAttribute>()!.OperationsPerInvoke;
        var after = Array.Find(benchmark.GetType().GetMethods(), m => m.GetCustomAttribute<IterationCleanupAttribute>() is not null);
        var run = method.CreateDelegate<Action>(benchmark);
        var clean = after?.CreateDelegate<Action>(benchmark);
        Array.Find(benchmark.GetType().GetMethods(), m => m.GetCustomAttribute<GlobalSetupAttribute>() is not null)!.Invoke(benchmark, null);
        var times = new List<double>();
        long bytes = 0;
        for (var round = -Warmups; round < Rounds; round++)
        {
            var (cpu, allocated) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread());
            run();
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (round >= 0)
                times.Add((Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalNanoseconds / operations);
            clean?.Invoke();
        }

        times.Sort();
        return $"{name,-50} {times[Rounds / 2],8:F1} ns of CPU a record (best {times[0]:F1}), {bytes / (double)operations:F1} bytes";
    }
}
