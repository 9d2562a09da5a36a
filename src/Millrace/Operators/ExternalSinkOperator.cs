using System.Runtime.CompilerServices;
using Millrace.Execution;
using Millrace.Graph;
using Millrace.Operators;

namespace Millrace
{
    /// <summary>Ends a stream outside of Kafka.</summary>
    public static class ExternalSinkExtensions
    {
        /// <summary>Gives the stream's records to a sink of one's own; its instances are made one a task.</summary>
        public static void To<TKey, TValue>(
            this KStream<TKey, TValue> stream,
            string name,
            Func<IExternalSink<TKey, TValue>> sink,
            [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentNullException.ThrowIfNull(sink);
            stream.End("externalSink", name, SourcePlace.Of(file, line), (task, stage) => new ExternalSinkOperator<TKey, TValue>(task, stage, sink()));
        }
    }
}

namespace Millrace.Operators
{
    /// <summary>Hands records to a sink outside of Kafka and takes it through the task's commits.</summary>
    internal sealed class ExternalSinkOperator<TKey, TValue> : Operator<TKey, TValue>, ITaskParticipant
    {
        private readonly StreamTask _task;
        private readonly Stage _stage;
        private readonly IExternalSink<TKey, TValue> _sink;

        public ExternalSinkOperator(StreamTask task, Stage stage, IExternalSink<TKey, TValue> sink)
        {
            _task = task;
            _stage = stage;
            _sink = sink;
            task.Join(this);
            sink.Open(new TopicPartition(task.SubTopology.SourceTopics[Source], task.Id.Partition), task.RequestCommit);
        }

        // A sink follows one input; a sub-topology with several needs a rule for which, and none has asked for it yet.
        public int Source => 0;

        public override void Process(in Record<TKey, TValue> record)
        {
            try
            {
                _sink.Write(record, _task.Origin);
            }
            catch (Exception e) when (e is not MillraceException)
            {
                _stage.Failed(record, e);
            }
        }

        public void Refused(in RecordOrigin origin, string reason) => _sink.Refused(origin, reason);

        public void BeforeCommit(long endOffset) => _sink.BeforeCommit(endOffset);

        public void AfterCommit() => _sink.AfterCommit();

        public void Rollback() => _sink.Rollback();

        public void Dispose() => _sink.Dispose();
    }
}
