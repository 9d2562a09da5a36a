using Millrace.State;

namespace Millrace.RocksDb.Tests;

public sealed class RocksDbStateBackendTests : StateBackendContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly RocksDbStateBackendProvider _provider;

    public RocksDbStateBackendTests()
    {
        Native.SkipWithout();
        _provider = _folder.Open();
    }

    protected override IStateBackendProvider Provider => _provider;

    [Fact]
    public void A_graceful_restart_finds_everything()
    {
        using (var backend = _provider.Open(Task, Stores))
        {
            Apply(backend, b =>
            {
                b.Put(0, Bytes("a"), Bytes("1"));
                b.Put(1, Bytes("b"), Bytes("2"));
                b.SetChangelogOffset(0, 7);
                b.SetChangelogOffset(1, 8);
            });
        }

        _provider.Dispose();
        using var restarted = _folder.Open();
        using var again = restarted.Open(Task, Stores);
        Assert.Equal(("1", "2"), (Get(again.Store(0), "a"), Get(again.Store(1), "b")));
        Assert.Equal((7L, 8L), (again.ChangelogOffset(0), again.ChangelogOffset(1)));
    }

    [Fact]
    public void Small_commits_to_many_stores_stay_in_memory_until_the_end()
    {
        var stores = Enumerable.Range(0, 12).Select(n => $"store-{n}").ToArray();
        using (var backend = _provider.Open(Task, stores))
        {
            for (var commit = 0; commit < 500; commit++)
            {
                Apply(backend, b =>
                {
                    for (var store = 0; store < stores.Length; store++)
                    {
                        b.Put(store, Bytes("key"), Bytes("value"));
                        b.SetChangelogOffset(store, commit);
                    }
                });
            }
        }

        // Closing writes a file for each store and one for their offsets; each flush before it would have left as many.
        Assert.Equal(stores.Length + 1, Directory.EnumerateFiles(_folder.Path, "*.sst", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public void Closing_ends_the_walks_that_are_still_open()
    {
        var backend = _provider.Open(Task, Stores);
        Apply(backend, b => b.Put(0, Bytes("a"), Bytes("1")));
        var walk = backend.Store(0).Range([], []);
        Assert.True(walk.MoveNext());
        backend.Dispose();
        Assert.Throws<ObjectDisposedException>(() => walk.MoveNext());
        Assert.Throws<ObjectDisposedException>(() => Get(backend.Store(0), "a"));
        walk.Dispose();
    }

    [Fact]
    public void An_iterator_that_stands_nowhere_says_so()
    {
        using var backend = _provider.Open(Task, Stores);
        using var walk = backend.Store(0).Range([], []);
        Assert.Throws<InvalidOperationException>(() => walk.Key.Length);
        Assert.False(walk.MoveNext());
        Assert.Throws<InvalidOperationException>(() => walk.Value.Length);
    }

    [Fact]
    public void An_applied_batch_may_gather_anew_without_what_it_held()
    {
        using var backend = _provider.Open(Task, Stores);
        using var batch = backend.CreateBatch();
        batch.Put(0, Bytes("a"), Bytes("1"));
        batch.SetChangelogOffset(0, 1);
        batch.Apply();
        Apply(backend, b =>
        {
            b.Delete(0, Bytes("a"));
            b.SetChangelogOffset(0, 2);
        });
        batch.Put(0, Bytes("b"), Bytes("2"));
        batch.Apply();
        Assert.Equal("b=2", string.Join(' ', All(backend.Store(0))));
        Assert.Equal(2, backend.ChangelogOffset(0));
    }

    [Fact]
    public void A_put_allocates_nothing()
    {
        using var backend = _provider.Open(Task, Stores);
        using var batch = backend.CreateBatch();
        byte[] key = Bytes("key"), value = Bytes("value");
        batch.Put(0, key, value);
        batch.Delete(0, key);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            batch.Put(0, key, value);
            batch.Delete(1, key);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_task_is_opened_once()
    {
        using var backend = _provider.Open(Task, Stores);
        var refused = Assert.Throws<StateException>(() => _provider.Open(Task, Stores));
        Assert.Equal("the state of task 0_0 is open already", refused.Message);
        Assert.Throws<StateException>(() => _provider.Delete(Task));
    }

    [Fact]
    public void A_store_cannot_take_the_offsets_place() =>
        Assert.Throws<StateException>(() => _provider.Open(Task, ["__millrace"]));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _provider?.Dispose();
        _folder.Dispose();
    }
}
