namespace Millrace.Archive.Tests;

public sealed class KilledWorkerTests : IDisposable
{
    private const int Kills = 20;
    private const long End = 20_000;

    private readonly TestArchive _archive = new();

    [Fact]
    public void A_worker_that_is_killed_twenty_times_archives_every_offset_once()
    {
        var random = new Random(20261121);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var worker = ChildProcess.Start(_archive.Folder, End);
            // A commit has about 17 lines: on average each worker lives for two.
            for (var lines = random.Next(1, 70); lines > 0; lines--)
                reached.Add(worker.ReadLine() ?? throw new InvalidOperationException("the worker ended before it was killed"));
            worker.Kill();
            Assert.Empty(_archive.Verify().Problems);
        }

        using (var last = ChildProcess.Start(_archive.Folder, End))
            Assert.Equal(0, last.WaitForExit());
        Assert.Contains("committed", reached);
        _archive.AssertExactlyOnce(End);
    }

    public void Dispose() => _archive.Dispose();
}
