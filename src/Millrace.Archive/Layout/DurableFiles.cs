using System.Runtime.InteropServices;

namespace Millrace.Archive.Layout;

/// <summary>Changes of folders that survive a power cut, which .NET has no calls for.</summary>
internal static partial class DurableFiles
{
    private const int FileExists = 17; // EEXIST, on Linux and macOS alike

    /// <summary>Creates a folder and those above it, each durable in its parent.</summary>
    internal static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        var parent = Path.GetDirectoryName(path);
        if (parent is not null)
            CreateFolder(parent);
        Directory.CreateDirectory(path);
        if (parent is not null)
            FlushFolder(parent);
    }

    /// <summary>Makes durable what was created, renamed or deleted in a folder.</summary>
    internal static void FlushFolder(string path)
    {
        // Windows has no such call: its file systems log these changes themselves.
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(path, 0);
        if (handle < 0)
            throw Failure("cannot open the folder", path);
        try
        {
            if (Sync(handle) != 0)
                throw Failure("cannot make the folder durable", path);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <summary>Gives a file its name, unless the name is taken: then false, and nothing has changed. Of two at once, one wins.</summary>
    internal static bool TryRenameExclusively(string from, string to)
    {
        if (OperatingSystem.IsWindows())
            return TryMove(from, to);
        // A rename would replace; a link does not.
        if (Link(from, to) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == FileExists
            ? false
            : throw Failure("cannot link the file", to);
    }

    private static bool TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(to))
        {
            return false;
        }
    }

    private static IOException Failure(string what, string path) =>
        new($"{what} '{path}': {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);
}
