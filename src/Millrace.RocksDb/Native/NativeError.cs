using System.Runtime.InteropServices;
using Millrace.State;

namespace Millrace.RocksDb.Native;

internal static unsafe class NativeError
{
    /// <summary>Turns RocksDB's error, if there is one, into an exception, and frees it.</summary>
    internal static void ThrowIfAny(byte* error, string what)
    {
        if (error is not null)
            throw new StateException($"{what}: {Take(error)}");
    }

    private static string Take(byte* error)
    {
        var text = Marshal.PtrToStringUTF8((nint)error) ?? "";
        RocksApi.Free(error);
        return text;
    }
}
