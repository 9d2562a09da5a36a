using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Millrace.Avro.Container;

/// <summary>The part of lzma.h that blocks need.</summary>
internal static unsafe partial class Lzma
{
    public const string Library = "millrace-lzma";

    public const uint Ok = 0;
    public const uint BufferError = 10;
    public const int CheckCrc64 = 4;
    public const uint Concatenated = 8;

    // The decoder takes what the encoder's dictionary takes: 64 MiB at xz's highest level, and a little more.
    public const ulong MemoryLimit = 80 << 20;

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nuint lzma_stream_buffer_bound(nuint size);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint lzma_easy_buffer_encode(
        uint preset, int check, void* allocator, byte* source, nuint size, byte* target, nuint* written, nuint capacity);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint lzma_stream_buffer_decode(
        ulong* memoryLimit, uint flags, void* allocator, byte* source, nuint* read, nuint size, byte* target, nuint* written, nuint capacity);

    public static string Describe(uint result) => result switch
    {
        6 => "that it would need too much memory",
        7 => "that the format is another",
        8 => "that its options are unknown",
        9 => "that its data are broken",
        _ => result.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
