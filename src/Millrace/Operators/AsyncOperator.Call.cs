using Millrace.Execution;

namespace Millrace.Operators;

internal sealed partial class AsyncOperator<TKey, TValue, TResult>
{
    /// <summary>A parked record and its call. Made and finished on the task's thread, run on another.</summary>
    private sealed class Call(AsyncOperator<TKey, TValue, TResult> owner, Record<TKey, TValue> record, ParkedRecord parked, CancellationToken stop)
        : ParkedCall, IParkedContinuation
    {
        private TResult? _result;
        private Exception? _error;

        public override string Stage => owner._stage.Name;

        public override object? Key => Record.Key;

        public override object? Value => Record.Value;

        public Record<TKey, TValue> Record { get; } = record;

        public ParkedRecord Parked { get; } = parked;

        /// <summary>Whether nothing has to go on before it.</summary>
        public bool IsHead { get; set; }

        public bool IsDone { get; set; }

        public Call? Next { get; set; }

        public override async Task RunAsync()
        {
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    _result = await AttemptAsync().ConfigureAwait(false);
                    return;
                }
                catch (Exception e)
                {
                    if (attempt == owner._options.Retries || stop.IsCancellationRequested)
                    {
                        _error = e;
                        return;
                    }
                }

                // Cancelled only when nobody waits for the result any more.
                var pause = TimeSpan.FromTicks(Math.Min(owner._options.RetryDelay.Ticks << Math.Min(attempt, 20), TimeSpan.TicksPerHour));
                await owner._task.Environment.Async.PauseAsync(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        public override void Finish()
        {
            if (!stop.IsCancellationRequested)
            {
                owner.Finished(this);
            }
        }

        public void GoOn()
        {
            if (_error is not null)
            {
                owner._stage.Failed(Record, _error);
            }
            else
            {
                owner._next(Record, _result!);
            }
        }

        private async Task<TResult> AttemptAsync()
        {
            using var timeout = new CancellationTokenSource(owner._options.Timeout, owner._task.Environment.Async.Clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
            try
            {
                return await owner._call(Record.Key, Record.Value, both.Token).WaitAsync(both.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                throw new TimeoutException($"The call of '{Stage}' took longer than {owner._options.Timeout}", e);
            }
        }
    }

    private readonly record struct KeyBox(TKey Key);

    private sealed class KeyBoxComparer(IEqualityComparer<TKey>? inner) : IEqualityComparer<KeyBox>
    {
        private readonly IEqualityComparer<TKey> _inner = inner ?? EqualityComparer<TKey>.Default;

        public bool Equals(KeyBox x, KeyBox y) => _inner.Equals(x.Key, y.Key);

        public int GetHashCode(KeyBox obj) => obj.Key is null ? 0 : _inner.GetHashCode(obj.Key);
    }
}
