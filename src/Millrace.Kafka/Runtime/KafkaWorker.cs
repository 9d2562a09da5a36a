using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.Kafka.Runtime;

namespace Millrace.Kafka;

/// <summary>
/// Runs the topologies of one application as a member of its group: it takes its part of the partitions, restores the
/// tasks' state, processes, commits, and hands the partitions on when others come or go. Several may run in one process.
/// </summary>
/// <remarks>
/// What can be waited for is waited for: a broker that does not answer, a registry that is away. What cannot ends
/// <see cref="RunAsync"/> with an exception that says why; a worker one of whose threads has died never goes on.
/// <c>docs/exactly-once.md</c> tells the order of a commit and what a crash between any two steps does.
/// </remarks>
public sealed class KafkaWorker
{
    private readonly IKafkaTransport _transport;
    private readonly Func<ITopicAdmin> _openAdmin;
    private readonly WorkerMonitor _monitor;
    private readonly WorkerLog _log;
    private int _started;

    /// <summary>Creates a worker; it does nothing until <see cref="RunAsync"/>.</summary>
    /// <param name="graph">What it runs.</param>
    /// <param name="options">How.</param>
    /// <param name="loggers">Where it logs; nowhere if null.</param>
    /// <exception cref="ArgumentException">The options break rules; the message says all of them.</exception>
    public KafkaWorker(TopologyGraph graph, KafkaWorkerOptions options, ILoggerFactory? loggers = null)
        : this(graph, options, new NativeTransport(options.Client, loggers), () => TopicAdmin.Create(options.Client, loggers), loggers)
    {
    }

    internal KafkaWorker(
        TopologyGraph graph, KafkaWorkerOptions options, IKafkaTransport transport, Func<ITopicAdmin> openAdmin, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException("worker: " + string.Join("; ", errors), nameof(options));
        Graph = graph;
        Options = options;
        _transport = transport;
        _openAdmin = openAdmin;
        _log = new WorkerLog((loggers ?? NullLoggerFactory.Instance).CreateLogger("Millrace.Kafka.Worker"));
        _monitor = new WorkerMonitor(_log, options.InstanceId ?? Guid.NewGuid().ToString("n"));
    }

    /// <summary>What it runs.</summary>
    public TopologyGraph Graph { get; }

    /// <summary>How it runs.</summary>
    public KafkaWorkerOptions Options { get; }

    /// <summary>The worker as it is now. Costs its threads nothing; ask as often as you like.</summary>
    public WorkerStatus Status => _monitor.Snapshot();

    /// <summary>What it ended with, if it has failed.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Runs until told to stop: then it commits, closes its state and gives its partitions back.</summary>
    /// <param name="stop">Tells it to stop.</param>
    /// <exception cref="TopicMissingException">A topic is missing that others have to create.</exception>
    /// <exception cref="TopicMismatchException">Topics do not fit the topologies.</exception>
    /// <exception cref="AuthenticationFailedException">The credentials are refused.</exception>
    /// <exception cref="AuthorizationFailedException">A right is missing.</exception>
    /// <exception cref="FencedException">Another worker runs under the same instance id.</exception>
    /// <exception cref="RecordFailedException">A record could not be processed and its source's policy is to fail.</exception>
    /// <exception cref="MillraceException">Another reason that time does not mend.</exception>
    /// <exception cref="InvalidOperationException">It has run before; create another one.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
            throw new InvalidOperationException("A worker runs once.");
        var failed = true;
        try
        {
            await RunToEndAsync(stop).ConfigureAwait(false);
            failed = false;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            failed = false;
        }
        catch (Exception e)
        {
            Failure = e;
            _log.Failed(Graph.ApplicationId, e.Message);
            _log.FailedInFull(e, Graph.ApplicationId);
            throw;
        }
        finally
        {
            _monitor.Ended(failed);
            if (!failed)
                _log.Stopped(Graph.ApplicationId, Status.RecordsRead);
        }
    }

    private async Task RunToEndAsync(CancellationToken stop)
    {
        _log.Starting(Graph.ApplicationId, _monitor.InstanceId, Options.Client.BootstrapServers, Options.Guarantee, Options.Threads);
        _monitor.Starting();
        var start = new StartSequence(Graph, new TopicCheck(Graph, Options, _log), _openAdmin, _monitor.Waiting);
        try
        {
            await start.RunAsync(stop).ConfigureAwait(false);
        }
        catch (AuthenticationFailedException e) when (Options.Client.Settings.TryGetValue("sasl.username", out var user))
        {
            var mechanism = Options.Client.Settings.GetValueOrDefault("sasl.mechanism") ?? Options.Client.Settings.GetValueOrDefault("sasl.mechanisms");
            throw new AuthenticationFailedException($"user '{user}' ({mechanism ?? "no mechanism"}): {e.Message}", e.Code, e);
        }

        using var globals = new GlobalReader(Graph, _transport, _monitor.Waiting);
        await globals.Loaded.WaitAsync(stop).ConfigureAwait(false);
        var group = new GroupLoop(Graph, Options, _transport, globals.Stores, _monitor, _log);
        await using var registration = stop.Register(group.Stop);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var purge = new RepartitionPurge(Graph, Options, _openAdmin, _monitor, _log).RunAsync(ended.Token);
        try
        {
            var run = group.RunAsync();
            if (await Task.WhenAny(run, globals.Ended).ConfigureAwait(false) != run)
                group.Stop();
            await run.ConfigureAwait(false);
            if (globals.Ended.IsFaulted)
                await globals.Ended.ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await purge.ConfigureAwait(false);
        }
    }
}
