using System.Globalization;
using Millrace.State;

namespace Millrace.RocksDb.Tests;

public sealed class CrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CrashTests() => Native.SkipWithout();

    [Fact]
    public void After_a_kill_the_data_is_exactly_what_the_offset_says()
    {
        long last = 0;
        for (var round = 0; round < 5; round++)
        {
            long seen;
            using (var writer = ChildProcess.Start(ChildProcess.Writer, _folder.Path))
            {
                var first = long.Parse(writer.ReadLine()!, CultureInfo.InvariantCulture);
                do
                {
                    seen = long.Parse(writer.ReadLine()!, CultureInfo.InvariantCulture);
                }
                while (seen < first + 4000);
                writer.Kill();
            }

            using var provider = _folder.Open();
            using var backend = provider.Open(new TaskId(0, 0), ["first", "second"]);
            var offset = backend.ChangelogOffset(0);
            Assert.NotNull(offset);
            Assert.Equal(offset, backend.ChangelogOffset(1));
            // Flushes kept some of this round's batches, or the test would prove nothing.
            Assert.True(offset > last, $"round {round}: nothing of it was kept ({offset} after {last})");
            last = offset.Value;
            for (var store = 0; store < 2; store++)
                Assert.Equal(Expected(last), Actual(backend.Store(store)));
        }
    }

    [Fact]
    public void A_second_process_is_refused_while_the_first_lives()
    {
        using var holder = ChildProcess.Start(ChildProcess.Holder, _folder.Path);
        Assert.Equal("holding", holder.ReadLine());
        using (var second = _folder.Open())
        {
            var refused = Assert.Throws<StateException>(() => second.Open(new TaskId(0, 1), ["s"]));
            Assert.Equal($"the state folder '{_folder.Path}' is in use by another process", refused.Message);
        }

        holder.Kill();
        using var after = _folder.Open();
        after.Open(new TaskId(0, 1), ["s"]).Dispose();
    }

    public void Dispose() => _folder.Dispose();

    // Batch n put ten keys, so key k was last put by the latest batch n < offset with k among n * 10 .. n * 10 + 9.
    private static List<(string Key, long Batch)> Expected(long offset)
    {
        var latest = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var n = Math.Max(0, offset - (ChildProcess.Keys / 10)); n < offset; n++)
        {
            for (var i = 0; i < 10; i++)
                latest[System.Text.Encoding.ASCII.GetString(ChildProcess.Key((int)(((n * 10) + i) % ChildProcess.Keys)))] = n;
        }

        return latest.Select(e => (e.Key, e.Value)).ToList();
    }

    private static List<(string Key, long Batch)> Actual(IByteStore store)
    {
        var found = new List<(string, long)>();
        using var walk = store.Range([], []);
        while (walk.MoveNext())
            found.Add((System.Text.Encoding.ASCII.GetString(walk.Key), BitConverter.ToInt64(walk.Value)));
        return found;
    }
}
