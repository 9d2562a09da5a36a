using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Millrace.Engine.Benchmarks;

if (args is ["cpu", .. var filter])
{
    CpuTimes.Run(filter is [var text, ..] ? text : "");
    return 0;
}

// In this process: a project of its own for each benchmark would have to find the native libraries again.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(3)
    .WithIterationCount(9)
    .WithInvocationCount(1)
    .WithUnrollFactor(1);
var config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .WithOptions(ConfigOptions.DisableOptimizationsValidator);
if (args is not ["check", .. var rest])
{
    BenchmarkSwitcher.FromAssembly(typeof(Budgets).Assembly).Run(args, config);
    return 0;
}

var summaries = BenchmarkSwitcher.FromAssembly(typeof(Budgets).Assembly).Run(rest is [] ? ["--filter", "*"] : rest, config);
var measured = summaries.SelectMany(s => s.Reports).Where(r => r.ResultStatistics is not null).ToDictionary(Name, Measured, StringComparer.Ordinal);
return Budgets.Compare(measured, Console.Out) ? 0 : 1;

static string Name(BenchmarkReport report)
{
    var benchmark = report.BenchmarkCase;
    var name = $"{benchmark.Descriptor.Type.Name}.{benchmark.Descriptor.WorkloadMethod.Name}";
    return benchmark.HasParameters ? $"{name}({string.Join(", ", benchmark.Parameters.Items.Select(p => $"{p.Name}: {p.Value}"))})" : name;
}

static Cost Measured(BenchmarkReport report) =>
    new(report.ResultStatistics!.Median, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
