using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Millrace.Avro.Container;

/// <summary>The part of zstd.h that blocks need.</summary>
internal static unsafe partial class Zstd
{
    public const string Library = "millrace-zstd";

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nuint ZSTD_compressBound(nuint size);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nuint ZSTD_compress(byte* target, nuint capacity, byte* source, nuint size, int level);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint ZSTD_isError(nuint code);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial byte* ZSTD_getErrorName(nuint code);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void* ZSTD_createDCtx();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nuint ZSTD_freeDCtx(void* context);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nuint ZSTD_decompressStream(void* context, OutBuffer* output, InBuffer* input);

    public static string Describe(nuint code) => Marshal.PtrToStringUTF8((IntPtr)ZSTD_getErrorName(code)) ?? "";

    [StructLayout(LayoutKind.Sequential)]
    internal struct InBuffer
    {
        public byte* Data;
        public nuint Size;
        public nuint Position;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct OutBuffer
    {
        public byte* Data;
        public nuint Size;
        public nuint Position;
    }
}
