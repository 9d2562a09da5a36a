using System.Buffers;

namespace Millrace.State;

/// <summary>Keeps state in this process's memory. A task that is closed and opened again finds what it left.</summary>
public sealed class InMemoryStateBackendProvider : IStateBackendProvider
{
    private readonly Dictionary<TaskId, InMemoryStateBackend> _tasks = [];

    /// <inheritdoc/>
    public IStateBackend Open(TaskId task, IReadOnlyList<string> stores)
    {
        lock (_tasks)
        {
            if (!_tasks.TryGetValue(task, out var backend))
            {
                _tasks[task] = backend = new InMemoryStateBackend();
            }

            return backend.Open(stores);
        }
    }

    /// <inheritdoc/>
    public void Delete(TaskId task)
    {
        lock (_tasks)
        {
            _tasks.Remove(task);
        }
    }

    private sealed class InMemoryStateBackend : IStateBackend
    {
        private readonly Dictionary<string, InMemoryByteStore> _byName = new(StringComparer.Ordinal);
        private InMemoryByteStore[] _stores = [];

        public InMemoryStateBackend Open(IReadOnlyList<string> names)
        {
            foreach (var name in names)
            {
                _byName.TryAdd(name, new InMemoryByteStore());
            }

            _stores = [.. names.Select(n => _byName[n])];
            return this;
        }

        public IByteStore Store(int store) => _stores[store];

        public long? ChangelogOffset(int store) => _stores[store].ChangelogOffset;

        public IStateBatch CreateBatch() => new InMemoryStateBatch(_stores);

        public void Dispose()
        {
            // The state outlives the task that used it, as it does on disk.
        }
    }

    private sealed class InMemoryStateBatch(InMemoryByteStore[] stores) : IStateBatch
    {
        private readonly List<(int Store, byte[] Key, byte[]? Value, byte[]? RangeEnd)> _changes = [];
        private readonly Dictionary<int, long> _offsets = [];

        public long Bytes { get; private set; }

        public void Put(int store, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            _changes.Add((store, key.ToArray(), value.ToArray(), null));
            Bytes += key.Length + value.Length;
        }

        public void Delete(int store, ReadOnlySpan<byte> key)
        {
            _changes.Add((store, key.ToArray(), null, null));
            Bytes += key.Length;
        }

        public void DeleteRange(int store, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
        {
            _changes.Add((store, from.ToArray(), null, to.ToArray()));
            Bytes += from.Length + to.Length;
        }

        public void SetChangelogOffset(int store, long offset) => _offsets[store] = offset;

        public void Apply()
        {
            foreach (var (store, key, value, rangeEnd) in _changes)
            {
                if (rangeEnd is null)
                {
                    stores[store].Set(key, value);
                }
                else
                {
                    stores[store].DeleteRange(key, rangeEnd);
                }
            }

            foreach (var (store, offset) in _offsets)
            {
                stores[store].ChangelogOffset = offset;
            }
        }

        public void Dispose() => _changes.Clear();
    }

    private sealed class InMemoryByteStore : IByteStore
    {
        private readonly SortedDictionary<byte[], byte[]> _entries = new(ByteArrayComparer.Instance);

        public long? ChangelogOffset { get; set; }

        public long ApproximateCount => _entries.Count;

        public void Set(byte[] key, byte[]? value)
        {
            if (value is null)
            {
                _entries.Remove(key);
            }
            else
            {
                _entries[key] = value;
            }
        }

        public void DeleteRange(byte[] from, byte[] to)
        {
            foreach (var key in _entries.Keys.Where(k => ByteArrayComparer.Instance.Compare(k, from) >= 0 && ByteArrayComparer.Instance.Compare(k, to) < 0).ToList())
            {
                _entries.Remove(key);
            }
        }

        public bool TryGet(ReadOnlySpan<byte> key, IBufferWriter<byte> value)
        {
            if (!_entries.TryGetValue(key.ToArray(), out var found))
            {
                return false;
            }

            value.Write(found);
            return true;
        }

        public IByteIterator Range(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool reverse = false)
        {
            var (first, last) = (from.ToArray(), to.ToArray());
            var found = _entries
                .Where(e => e.Key.AsSpan().SequenceCompareTo(first) >= 0 && (last.Length == 0 || e.Key.AsSpan().SequenceCompareTo(last) < 0))
                .ToList();
            if (reverse)
            {
                found.Reverse();
            }

            return new InMemoryIterator(found);
        }
    }

    private sealed class InMemoryIterator(List<KeyValuePair<byte[], byte[]>> entries) : IByteIterator
    {
        private int _at = -1;

        public ReadOnlySpan<byte> Key => entries[_at].Key;

        public ReadOnlySpan<byte> Value => entries[_at].Value;

        public bool MoveNext() => ++_at < entries.Count;

        public void Dispose()
        {
        }
    }
}
