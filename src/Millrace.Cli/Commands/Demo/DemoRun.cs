using Millrace.Cli.Clusters;
using Millrace.Cli.Feeding;
using Millrace.Cli.Infrastructure;
using Millrace.Hosting;
using Millrace.Hvac;
using Millrace.Kafka;
using Millrace.Simulation.Buildings;
using Millrace.Simulation.Faults;
using Millrace.Simulation.Feeding;
using Millrace.Simulation.Scoring;
using Spectre.Console;

namespace Millrace.Cli.Commands.Demo;

/// <summary>One run of the demo, from the first reading to the summary.</summary>
internal sealed class DemoRun(DemoOptions options, Output output)
{
    private const string AlertingWorker = DemoSystem.AlertingWorker;

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);

    /// <summary>A timer's own precision: less is no wait at all.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(15);

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestDrainAfterInterrupt = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _realTime = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var began = _realTime.GetTimestamp();
        output.Note($"millrace: starting a broker, a registry and two workers, and {options.Building.Rooms} rooms with {options.History.TotalHours:0} hours of history");
        var layout = new BuildingLayout(options.Building);
        var liveFrom = options.Building.Start + options.History;
        var plan = FaultPlan.Create(layout, new FaultPlanOptions { Seed = options.Building.Seed, LiveStart = liveFrom });
        var board = new DemoBoard(plan);
        var report = new DemoReport(output);
        var clock = new SimulatedClock(options.Building.Start, options.Speed);

        await using var system = await DemoSystem.StartAsync(clock, options.Settings, options.Verbose, cancellation);
        var transport = new NativeTransport(system.Kafka.Options);
        using var serdes = RecordSerdes.Open(system.RegistryUrl);
        using var watcher = Watch(transport, serdes, board, report);
        using var producer = await ReadingProducer.OpenAsync(transport, serdes, HvacReadings.Topic, cancellation);
        var feed = new SimulationFeed(new Building(layout, plan), plan, clock, producer);
        using var stopFeeding = new CancellationTokenSource();
        var feeding = Task.Run(() => feed.RunAsync(liveFrom, until: null, stopFeeding.Token), CancellationToken.None);

        var meter = new DemoMeter(system, AlertingWorker, feed, clock, _realTime);
        await ShowAsync(meter, board, report, feeding, watcher, began, cancellation);

        await stopFeeding.CancelAsync();
        await feeding.ContinueWith(static _ => { }, TaskScheduler.Default);
        Rethrow(feeding, system, watcher);
        await producer.FlushAsync(CancellationToken.None);
        var longest = cancellation.IsCancellationRequested ? LongestDrainAfterInterrupt : LongestDrain;
        await system.DrainAsync(producer.Sent, watcher, longest, CancellationToken.None);

        var progress = meter.Read();
        var counts = new StreamCounts(producer.Sent, progress.Processed, progress.Late);
        var score = board.Scores.Report(feed.Progress.SentUntil, counts);
        report.Summary(score, progress, board);
        return score.IsClean || cancellation.IsCancellationRequested ? ExitCodes.Success : ExitCodes.Failure;
    }

    private OutputWatcher Watch(IKafkaTransport transport, RecordSerdes serdes, DemoBoard board, DemoReport report)
    {
        var watcher = new OutputWatcher(transport, serdes)
        {
            OnAlert = alert =>
            {
                board.Add(alert);
                if (!output.IsLive)
                {
                    report.Alert(alert);
                }
            },
            OnAnomaly = anomaly =>
            {
                board.Add(anomaly);
                if (!output.IsLive)
                {
                    report.Anomaly(anomaly);
                }
            },
            OnEnergyHour = _ => board.AddEnergyHour(),
            OnDeadLetter = (key, _) => board.AddDeadLetter(key),
        };
        watcher.Start();
        return watcher;
    }

    private async Task ShowAsync(
        DemoMeter meter, DemoBoard board, DemoReport report, Task feeding, OutputWatcher watcher, long began, CancellationToken cancellation)
    {
        if (!output.IsLive)
        {
            await UntilEndAsync(ProgressInterval, () => report.Progress(meter.Read(), board));
            return;
        }

        // On a screen of its own: what was in the terminal before is there again when the demo ends.
        var view = output.Console.Live(new Text(""));
        output.Console.AlternateScreen(() => view
            .StartAsync(context => UntilEndAsync(
                Frame, () => context.UpdateTarget(DemoView.Render(meter.Read(), board, options.Speed, options.Building.Site, output.Console.Profile))))
            .GetAwaiter().GetResult());

        async Task UntilEndAsync(TimeSpan interval, Action show)
        {
            while (!cancellation.IsCancellationRequested && !feeding.IsCompleted && watcher.Failure is null && meter.Failure is null)
            {
                var left = options.Length is { } length ? length - _realTime.GetElapsedTime(began) : interval;
                if (left < ShortestWait)
                {
                    return;
                }

                await Task.Delay(left < interval ? left : interval, cancellation).ContinueWith(static _ => { }, TaskScheduler.Default);
                show();
            }
        }
    }

    private static void Rethrow(Task feeding, DemoSystem system, OutputWatcher watcher)
    {
        var failure = system.Failure ?? watcher.Failure ?? (feeding.IsFaulted ? feeding.Exception!.InnerException : null);
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}
