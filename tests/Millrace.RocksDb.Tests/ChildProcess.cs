using System.Diagnostics;
using System.Globalization;
using Millrace.State;

namespace Millrace.RocksDb.Tests;

/// <summary>This program as a second process: one that writes until it is killed, or one that holds the folder.</summary>
internal sealed class ChildProcess : IDisposable
{
    internal const string Verb = "--child";
    internal const string Writer = "writer";
    internal const string Holder = "holder";
    internal const int Keys = 500;

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    internal static ChildProcess Start(string role, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var argument in (string[])[Verb, role, folder])
            start.ArgumentList.Add(argument);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The next line that the child says.</summary>
    internal string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>SIGKILL, or what comes nearest to it.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    internal static int Run(string role, string folder)
    {
        using var provider = new RocksDbStateBackendProvider(new RocksDbOptions
        {
            Directory = folder,
            ApplicationId = "test",
            // The least there is, so that memtables reach the disk while the writer is at it.
            Tasks = 64,
            WriteBufferBytes = 1 << 20,
        });
        using var backend = provider.Open(new TaskId(0, 0), ["first", "second"]);
        if (role == Writer)
            WriteForever(backend);
        Console.WriteLine("holding");
        Console.In.ReadToEnd();
        return 0;
    }

    // Batch n sets ten keys of both stores to n and says that the stores hold everything before n.
    private static void WriteForever(IStateBackend backend)
    {
        var value = new byte[400];
        for (var n = backend.ChangelogOffset(0) ?? 0; ; n++)
        {
            using var batch = backend.CreateBatch();
            BitConverter.TryWriteBytes(value, n);
            for (var i = 0; i < 10; i++)
            {
                var key = Key((int)(((n * 10) + i) % Keys));
                batch.Put(0, key, value);
                batch.Put(1, key, value);
            }

            batch.SetChangelogOffset(0, n + 1);
            batch.SetChangelogOffset(1, n + 1);
            batch.Apply();
            if (n % 1000 == 0)
                Console.WriteLine(n.ToString(CultureInfo.InvariantCulture));
        }
    }

    internal static byte[] Key(int number) => System.Text.Encoding.ASCII.GetBytes($"key-{number:D6}");
}
