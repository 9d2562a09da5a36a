using System.Text;
using Millrace.Cli.Clusters;
using Millrace.Execution;
using Millrace.Hvac;
using Millrace.Kafka;

namespace Millrace.Cli.Commands.Demo;

/// <summary>Watches the workers' output topics from their beginning on a thread of its own and tells what comes.</summary>
internal sealed class OutputWatcher : IDisposable
{
    private const int BatchSize = 500;

    private readonly IPartitionReader _reader;
    private readonly WakeUp _wake = new();
    private readonly List<(IPartitionQueue Queue, Action<RecordCursor> Take)> _queues = [];
    private readonly RecordSerdes _serdes;
    private readonly Thread _thread;
    private volatile bool _stopping;

    public OutputWatcher(IKafkaTransport transport, RecordSerdes serdes)
    {
        _serdes = serdes;
        _reader = transport.CreateReader(new PartitionReaderOptions { Reset = OffsetReset.Earliest });
        _thread = new Thread(Run) { IsBackground = true, Name = "millrace-demo-watch" };
    }

    public required Action<HvacAlert> OnAlert { get; init; }

    public required Action<TemperatureAnomaly> OnAnomaly { get; init; }

    public required Action<EnergyHour> OnEnergyHour { get; init; }

    /// <summary>Told a dead letter's key and the error's message.</summary>
    public required Action<string?, string?> OnDeadLetter { get; init; }

    /// <summary>What went wrong on the thread, if anything has.</summary>
    public Exception? Failure { get; private set; }

    public void Start()
    {
        Watch("hvac.alerts", r => OnAlert(_serdes.Read<HvacAlert>("hvac.alerts", r)));
        Watch("hvac.anomalies", r => OnAnomaly(_serdes.Read<TemperatureAnomaly>("hvac.anomalies", r)));
        Watch("hvac.energy.hours", r => OnEnergyHour(_serdes.Read<EnergyHour>("hvac.energy.hours", r)));
        Watch("hvac.readings.dead-letters", r => OnDeadLetter(
            r.HasKey ? Encoding.UTF8.GetString(r.Key) : null, r.Headers?.Last(DeadLetterHeaders.Message)?.Text));
        _thread.Start();
    }

    /// <summary>Whether everything that the topics held at the latest fetch has been told.</summary>
    public bool IsAtEnd => _queues.TrueForAll(q => q.Queue.AtEnd);

    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _reader.Dispose();
        _wake.Dispose();
    }

    private void Watch(string topic, Action<RecordCursor> take)
    {
        var count = _reader.PartitionCount(topic, TimeSpan.FromSeconds(10));
        for (var partition = 0; partition < count; partition++)
        {
            var queue = _reader.Open(new TopicPartition(topic, partition), PartitionStart.Beginning);
            queue.WakeWith(_wake);
            _queues.Add((queue, take));
        }
    }

    private void Run()
    {
        try
        {
            while (!_stopping)
            {
                _wake.Reset();
                var any = false;
                foreach (var (queue, take) in _queues)
                {
                    using var records = queue.TryTake(BatchSize);
                    while (records?.MoveNext() == true)
                    {
                        any = true;
                        take(records);
                    }
                }

                if (!any)
                {
                    _wake.Wait(TimeSpan.FromMilliseconds(200));
                }
            }
        }
        catch (Exception e)
        {
            Failure = e;
        }
    }
}
