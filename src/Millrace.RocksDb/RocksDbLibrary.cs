using System.Reflection;
using System.Runtime.InteropServices;
using Millrace.State;

namespace Millrace.RocksDb;

/// <summary>
/// Finds RocksDB's native library: in the folder that <c>MILLRACE_NATIVES</c> names, beside the application (where the
/// package <c>RocksDB</c> puts it), or the system's, whatever its version from 7.8 on.
/// </summary>
public static class RocksDbLibrary
{
    internal const string Name = "rocksdb";

    private static readonly string[] SystemNames =
    [
        // The tested version first, then newer ones; without a version last, since that may be anything.
        "librocksdb.so.7.8", "librocksdb.so.7.9", "librocksdb.so.7.10",
        .. from major in (int[])[11, 10, 9, 8] from minor in Enumerable.Range(0, 16).Reverse() select $"librocksdb.so.{major}.{minor}",
        "librocksdb.so.11", "librocksdb.so.10", "librocksdb.so.9", "librocksdb.so.8", "librocksdb.so.7", "librocksdb.so", "librocksdb.dylib", "rocksdb.dll",
    ];

    private static readonly Lazy<(nint Handle, string File)> Loaded = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The file that is used, with its version where the system's naming tells it. Loads the library.</summary>
    /// <exception cref="StateException">There is none.</exception>
    public static string File => Loaded.Value.File;

    internal static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path) =>
        string.Equals(library, Name, StringComparison.Ordinal) ? Loaded.Value.Handle : 0;

    private static (nint Handle, string File) Load()
    {
        foreach (var candidate in Candidates(AppContext.BaseDirectory, Environment.GetEnvironmentVariable("MILLRACE_NATIVES")))
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                // A namesake that is no RocksDB, or one from before column families could be flushed together.
                if (NativeLibrary.TryGetExport(handle, "rocksdb_options_set_atomic_flush", out _))
                    return (handle, FileOf(candidate));
                NativeLibrary.Free(handle);
            }
        }

        throw new StateException(
            "RocksDB's native library was not found: install it (Debian and Ubuntu: apt-get install librocksdb7.8 or newer), "
            + "add the package RocksDB, or set MILLRACE_NATIVES to the folder of librocksdb.so");
    }

    internal static IEnumerable<string> Candidates(string applicationFolder, string? natives)
    {
        string[] folders =
        [
            .. string.IsNullOrEmpty(natives) ? (string[])[] : [natives],
            applicationFolder,
            Path.Combine(applicationFolder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
            Path.Combine(applicationFolder, "runtimes", PortableRuntime(), "native"),
        ];
        foreach (var folder in folders.Distinct(StringComparer.Ordinal).Where(System.IO.Directory.Exists))
        {
            foreach (var name in SystemNames)
            {
                var file = Path.Combine(folder, name);
                if (System.IO.File.Exists(file))
                    yield return file;
            }
        }

        foreach (var name in SystemNames)
            yield return name;
    }

    private static string PortableRuntime()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
    }

    // The loader alone knows which file a bare name became; on Linux the process's map tells.
    private static string FileOf(string candidate)
    {
        const string map = "/proc/self/maps";
        if (Path.IsPathRooted(candidate) || !System.IO.File.Exists(map))
            return candidate;
        var line = System.IO.File.ReadLines(map).FirstOrDefault(l => l.Contains("/librocksdb", StringComparison.Ordinal));
        return line is null ? candidate : line[line.IndexOf('/', StringComparison.Ordinal)..];
    }
}
