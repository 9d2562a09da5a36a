using System.Buffers;
using Millrace.State;

namespace Millrace.Testing;

/// <summary>State that cannot be read or written when the test asks for it.</summary>
internal sealed class FaultyBackend(IStateBackend inner, IReadOnlyList<string> stores, TestFaults faults) : IStateBackend
{
    public IByteStore Store(int store) => new FaultyStore(inner.Store(store), stores[store], faults);

    public long? ChangelogOffset(int store) => inner.ChangelogOffset(store);

    public IStateBatch CreateBatch() => new FaultyBatch(inner.CreateBatch(), stores, faults);

    public void Dispose() => inner.Dispose();

    private sealed class FaultyStore(IByteStore inner, string name, TestFaults faults) : IByteStore
    {
        public long ApproximateCount => inner.ApproximateCount;

        public bool TryGet(ReadOnlySpan<byte> key, IBufferWriter<byte> value)
        {
            faults.BeforeRead(name);
            return inner.TryGet(key, value);
        }

        public IByteIterator Range(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool reverse = false)
        {
            faults.BeforeRead(name);
            return inner.Range(from, to, reverse);
        }
    }

    private sealed class FaultyBatch(IStateBatch inner, IReadOnlyList<string> stores, TestFaults faults) : IStateBatch
    {
        private readonly SortedSet<int> _touched = [];

        public long Bytes => inner.Bytes;

        public void Put(int store, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            _touched.Add(store);
            inner.Put(store, key, value);
        }

        public void Delete(int store, ReadOnlySpan<byte> key)
        {
            _touched.Add(store);
            inner.Delete(store, key);
        }

        public void DeleteRange(int store, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
        {
            _touched.Add(store);
            inner.DeleteRange(store, from, to);
        }

        public void SetChangelogOffset(int store, long offset) => inner.SetChangelogOffset(store, offset);

        public void Apply()
        {
            foreach (var store in _touched)
            {
                faults.BeforeWrite(stores[store]);
            }

            inner.Apply();
        }

        public void Dispose() => inner.Dispose();
    }
}
