using System.Buffers;
using System.Text;
using Millrace.State;

namespace Millrace.RocksDb.Tests;

/// <summary>What every backend of state does, whatever it keeps it in.</summary>
public abstract class StateBackendContract : IDisposable
{
    private protected static readonly TaskId Task = new(0, 0);
    private protected static readonly string[] Stores = ["first", "second"];

    /// <summary>The provider under test.</summary>
    protected abstract IStateBackendProvider Provider { get; }

    [Fact]
    public void New_state_is_empty_and_knows_no_offset()
    {
        using var backend = Provider.Open(Task, Stores);
        Assert.Null(Get(backend.Store(0), "a"));
        Assert.Empty(All(backend.Store(1)));
        Assert.Null(backend.ChangelogOffset(0));
        Assert.Equal(0, backend.Store(0).ApproximateCount);
    }

    [Fact]
    public void A_batch_shows_when_it_is_applied_and_not_before()
    {
        using var backend = Provider.Open(Task, Stores);
        using var batch = backend.CreateBatch();
        batch.Put(0, Bytes("a"), Bytes("1"));
        batch.SetChangelogOffset(0, 7);
        Assert.Null(Get(backend.Store(0), "a"));
        Assert.Null(backend.ChangelogOffset(0));
        batch.Apply();
        Assert.Equal("1", Get(backend.Store(0), "a"));
        Assert.Equal(7, backend.ChangelogOffset(0));
        Assert.Null(backend.ChangelogOffset(1));
    }

    [Fact]
    public void A_batch_that_is_not_applied_leaves_no_trace()
    {
        using var backend = Provider.Open(Task, Stores);
        using (var forgotten = backend.CreateBatch())
        {
            forgotten.Put(0, Bytes("a"), Bytes("1"));
            forgotten.SetChangelogOffset(0, 7);
        }

        Apply(backend, b => b.Put(1, Bytes("b"), Bytes("2")));
        Assert.Empty(All(backend.Store(0)));
        Assert.Null(backend.ChangelogOffset(0));
    }

    [Fact]
    public void A_range_is_deleted_without_its_end_and_in_its_place_among_the_changes()
    {
        using var backend = Provider.Open(Task, Stores);
        Apply(backend, b =>
        {
            foreach (var key in (string[])["a", "b", "bb", "c", "d"])
            {
                b.Put(0, Bytes(key), Bytes("1"));
                b.Put(1, Bytes(key), Bytes("1"));
            }
        });
        Apply(backend, b =>
        {
            b.DeleteRange(0, Bytes("b"), Bytes("d"));
            b.Put(0, Bytes("c"), Bytes("2"));
            b.DeleteRange(1, Bytes("d"), Bytes("b"));
        });
        Assert.Equal("a=1 c=2 d=1", string.Join(' ', All(backend.Store(0))));
        Assert.Null(Get(backend.Store(0), "bb"));
        Assert.Equal("a=1 b=1 bb=1 c=1 d=1", string.Join(' ', All(backend.Store(1))));
    }

    [Fact]
    public void The_last_change_of_a_key_in_a_batch_counts()
    {
        using var backend = Provider.Open(Task, Stores);
        Apply(backend, b =>
        {
            b.Put(0, Bytes("a"), Bytes("1"));
            b.Delete(0, Bytes("a"));
            b.Delete(0, Bytes("b"));
            b.Put(0, Bytes("b"), Bytes("2"));
            b.Put(0, Bytes("b"), Bytes("3"));
        });
        Assert.Equal("b=3", string.Join(' ', All(backend.Store(0))));
    }

    [Fact]
    public void A_batch_counts_its_bytes()
    {
        using var backend = Provider.Open(Task, Stores);
        using var batch = backend.CreateBatch();
        Assert.Equal(0, batch.Bytes);
        batch.Put(0, Bytes("key"), Bytes("value"));
        batch.Delete(1, Bytes("four"));
        Assert.Equal(12, batch.Bytes);
    }

    [Fact]
    public void Stores_do_not_share_keys()
    {
        using var backend = Provider.Open(Task, Stores);
        Apply(backend, b => b.Put(0, Bytes("a"), Bytes("1")));
        Assert.Null(Get(backend.Store(1), "a"));
    }

    [Fact]
    public void Tasks_do_not_share_state()
    {
        using var backend = Provider.Open(Task, Stores);
        using var other = Provider.Open(new TaskId(0, 1), Stores);
        Apply(backend, b => b.Put(0, Bytes("a"), Bytes("1")));
        Assert.Null(Get(other.Store(0), "a"));
    }

    [Fact]
    public void An_empty_value_is_an_entry()
    {
        using var backend = Provider.Open(Task, Stores);
        Apply(backend, b => b.Put(0, Bytes("a"), []));
        Assert.Equal("", Get(backend.Store(0), "a"));
    }

    [Theory]
    [InlineData("", "", "a b c d")]
    [InlineData("b", "", "b c d")]
    [InlineData("", "c", "a b")]
    [InlineData("b", "d", "b c")]
    [InlineData("bb", "cc", "c")]
    [InlineData("b", "b", "")]
    [InlineData("d", "b", "")]
    [InlineData("x", "", "")]
    public void A_range_has_its_start_and_not_its_end_in_both_directions(string from, string to, string expected)
    {
        using var backend = Provider.Open(Task, Stores);
        Apply(backend, b =>
        {
            foreach (var key in (string[])["c", "a", "d", "b"])
                b.Put(0, Bytes(key), Bytes(""));
        });
        var keys = All(backend.Store(0), from, to).Select(e => e[..^1]).ToArray();
        var reverse = All(backend.Store(0), from, to, reverse: true).Select(e => e[..^1]).ToArray();
        Assert.Equal(expected, string.Join(' ', keys));
        Assert.Equal(keys.Reverse(), reverse);
    }

    [Fact]
    public void Keys_are_ordered_as_unsigned_bytes()
    {
        using var backend = Provider.Open(Task, Stores);
        byte[][] keys = [[0], [0, 0], [1], [0x7f], [0x80], [0xff], [0xff, 0xff]];
        Apply(backend, b =>
        {
            foreach (var key in keys.Reverse())
                b.Put(0, key, []);
        });
        using var iterator = backend.Store(0).Range([], []);
        foreach (var key in keys)
        {
            Assert.True(iterator.MoveNext());
            Assert.Equal(key, iterator.Key.ToArray());
        }

        Assert.False(iterator.MoveNext());
        Assert.False(iterator.MoveNext());
    }

    [Fact]
    public void A_walk_shows_the_store_as_it_was_when_it_began()
    {
        using var backend = Provider.Open(Task, Stores);
        Apply(backend, b =>
        {
            b.Put(0, Bytes("a"), Bytes("1"));
            b.Put(0, Bytes("b"), Bytes("1"));
        });
        using var walk = backend.Store(0).Range([], []);
        Assert.True(walk.MoveNext());
        Apply(backend, b =>
        {
            b.Delete(0, Bytes("b"));
            b.Put(0, Bytes("c"), Bytes("2"));
        });
        Assert.True(walk.MoveNext());
        Assert.Equal("b", Encoding.UTF8.GetString(walk.Key));
        Assert.Equal("1", Encoding.UTF8.GetString(walk.Value));
        Assert.False(walk.MoveNext());
        Assert.Equal("a=1 c=2", string.Join(' ', All(backend.Store(0))));
    }

    [Fact]
    public void A_task_that_is_opened_again_finds_what_it_left()
    {
        using (var backend = Provider.Open(Task, Stores))
        {
            Apply(backend, b =>
            {
                b.Put(0, Bytes("a"), Bytes("1"));
                b.SetChangelogOffset(0, 42);
            });
        }

        using var again = Provider.Open(Task, ["second", "first"]);
        Assert.Equal("1", Get(again.Store(1), "a"));
        Assert.Equal(42, again.ChangelogOffset(1));
        Assert.Null(again.ChangelogOffset(0));
    }

    [Fact]
    public void A_store_that_a_task_no_longer_names_is_left_alone()
    {
        using (var backend = Provider.Open(Task, Stores))
            Apply(backend, b => b.Put(1, Bytes("a"), Bytes("1")));
        using (var without = Provider.Open(Task, ["first", "third"]))
            Assert.Empty(All(without.Store(1)));
        using var again = Provider.Open(Task, Stores);
        Assert.Equal("1", Get(again.Store(1), "a"));
    }

    [Fact]
    public void Deleted_state_is_gone()
    {
        using (var backend = Provider.Open(Task, Stores))
        {
            Apply(backend, b =>
            {
                b.Put(0, Bytes("a"), Bytes("1"));
                b.SetChangelogOffset(0, 42);
            });
        }

        Provider.Delete(Task);
        Provider.Delete(new TaskId(9, 9));
        using var again = Provider.Open(Task, Stores);
        Assert.Empty(All(again.Store(0)));
        Assert.Null(again.ChangelogOffset(0));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives up what the test held.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    private protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private protected static string? Get(IByteStore store, string key)
    {
        var value = new ArrayBufferWriter<byte>();
        return store.TryGet(Bytes(key), value) ? Encoding.UTF8.GetString(value.WrittenSpan) : null;
    }

    private protected static void Apply(IStateBackend backend, Action<IStateBatch> change)
    {
        using var batch = backend.CreateBatch();
        change(batch);
        batch.Apply();
    }

    private protected static List<string> All(IByteStore store, string from = "", string to = "", bool reverse = false)
    {
        var found = new List<string>();
        using var iterator = store.Range(Bytes(from), Bytes(to), reverse);
        while (iterator.MoveNext())
            found.Add($"{Encoding.UTF8.GetString(iterator.Key)}={Encoding.UTF8.GetString(iterator.Value)}");
        return found;
    }
}
