using System.Runtime.InteropServices;

namespace Millrace.Avro.Container;

/// <summary>A library that is there or not, found once.</summary>
internal sealed class NativeCodecLibrary
{
    private readonly Lazy<IntPtr> _handle;

    private NativeCodecLibrary(string import, string description, string[] fileNames)
    {
        Import = import;
        Description = description;
        _handle = new Lazy<IntPtr>(() => Load(fileNames));
    }

    static NativeCodecLibrary() => NativeLibrary.SetDllImportResolver(typeof(NativeCodecLibrary).Assembly, (name, _, _) => Find(name)?._handle.Value ?? IntPtr.Zero);

    // What a file is called on Linux, macOS and Windows; the first that loads is taken.
    public static NativeCodecLibrary Zstandard { get; } =
        new(Zstd.Library, "libzstd (Debian: libzstd1)", ["libzstd.so.1", "libzstd.1.dylib", "libzstd.dll", "zstd.dll"]);

    public static NativeCodecLibrary Xz { get; } = new(Lzma.Library, "liblzma (Debian: liblzma5)", ["liblzma.so.5", "liblzma.5.dylib", "liblzma.dll"]);

    /// <summary>The name that its methods are imported under.</summary>
    public string Import { get; }

    /// <summary>The library for people, with the package that has it.</summary>
    public string Description { get; }

    public bool IsPresent => _handle.Value != IntPtr.Zero;

    private static NativeCodecLibrary? Find(string import) => import == Zstandard.Import ? Zstandard : import == Xz.Import ? Xz : null;

    private static IntPtr Load(string[] names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
                return handle;
        }

        return IntPtr.Zero;
    }
}
