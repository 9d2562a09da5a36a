using System.Runtime.InteropServices;

namespace Millrace.Kafka.Native;

/// <summary>
/// Finds librdkafka, once, for Millrace's own calls and for those of Confluent.Kafka, so that a process never holds
/// two copies: beside the program, under <c>runtimes/RID/native</c>, in <c>MILLRACE_NATIVES</c>, in the system.
/// </summary>
internal static class NativeLibraryResolver
{
    private const int OldestVersion = 0x02010000;
    private static readonly Lazy<nint> Library = new(Find);
    private static int _installed;

    /// <summary>Routes the calls of both assemblies here. More than one call does no harm.</summary>
    public static void Install()
    {
        if (Interlocked.Exchange(ref _installed, 1) != 0)
            return;
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraryResolver).Assembly, Resolve);
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Confluent.Kafka.Library).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // The program has set a resolver of its own for Confluent.Kafka, and it is for it to find the library.
        }
    }

    /// <summary>Loads the library.</summary>
    /// <exception cref="NativeLibraryMissingException">It is not there.</exception>
    public static nint Load()
    {
        Install();
        return Checked(Library.Value);
    }

    /// <summary>The library that was found, or the exception that says what to do.</summary>
    internal static nint Checked(nint library) => library != 0
        ? library
        : throw new NativeLibraryMissingException(
            "librdkafka 2.1 or newer was not found: add the NuGet package librdkafka.redist 2.15.1, or set MILLRACE_NATIVES to a folder that holds "
            + FileNames()[0] + ".");

    /// <summary>The first of the files that is a library and new enough; 0 if none is.</summary>
    internal static nint FirstOf(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            if (File.Exists(file) && NativeLibrary.TryLoad(file, out var library) && IsNewEnough(library))
                return library;
        }

        return 0;
    }

    private static nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path) =>
        name.Contains(LibRdKafka.Name, StringComparison.Ordinal) ? Load() : 0;

    private static nint Find()
    {
        if (FirstOf(Candidates()) is var found && found != 0)
            return found;
        foreach (var name in FileNames())
        {
            if (NativeLibrary.TryLoad(name, typeof(NativeLibraryResolver).Assembly, DllImportSearchPath.SafeDirectories, out var library)
                && IsNewEnough(library))
            {
                return library;
            }
        }

        return 0;
    }

    /// <summary>Confluent.Kafka calls an entry point that came with 2.1; some distributions still carry 2.0.</summary>
    private static unsafe bool IsNewEnough(nint library) =>
        NativeLibrary.TryGetExport(library, "rd_kafka_version", out var version)
        && ((delegate* unmanaged[Cdecl]<int>)version)() >= OldestVersion;

    private static IEnumerable<string> Candidates()
    {
        var folders = new List<string>
        {
            AppContext.BaseDirectory,
            Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
            Path.Combine(AppContext.BaseDirectory, "runtimes", PortableRuntimeIdentifier(), "native"),
        };
        if (Environment.GetEnvironmentVariable("MILLRACE_NATIVES") is { Length: > 0 } natives)
            folders.Add(natives);
        return folders.SelectMany(_ => FileNames(), Path.Combine);
    }

    private static string PortableRuntimeIdentifier()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private static string[] FileNames() =>
        OperatingSystem.IsWindows() ? ["librdkafka.dll"]
        : OperatingSystem.IsMacOS() ? ["librdkafka.dylib", "librdkafka.1.dylib"]
        : ["librdkafka.so", "librdkafka.so.1"];
}
