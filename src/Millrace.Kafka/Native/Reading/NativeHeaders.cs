using System.Runtime.CompilerServices;
using System.Text;

namespace Millrace.Kafka.Native;

/// <summary>Headers from and to librdkafka's memory.</summary>
internal static unsafe class NativeHeaders
{
    private const int NameOnStack = 256;

    /// <summary>A copy of a message's headers.</summary>
    public static Headers? Read(nint headers)
    {
        Headers? result = null;
        for (nuint i = 0; LibRdKafka.HeaderGetAll(headers, i, out var name, out var value, out var size) == 0; i++)
        {
            result ??= [];
            var bytes = value == null ? (ReadOnlyMemory<byte>?)null : new ReadOnlySpan<byte>(value, (int)size).ToArray();
            result.Add(LibRdKafka.Text(name) ?? "", bytes);
        }

        return result;
    }

    /// <summary>Headers for a message to send, which its producing call takes over when it succeeds.</summary>
    public static nint Write(Headers headers)
    {
        var list = LibRdKafka.HeadersNew((nuint)headers.Count);
        for (var i = 0; i < headers.Count; i++)
            Add(list, headers[i]);
        return list;
    }

    [SkipLocalsInit]
    private static void Add(nint list, Header header)
    {
        Span<byte> name = stackalloc byte[NameOnStack];
        if (Encoding.UTF8.TryGetBytes(header.Name, name, out var length))
            name = name[..length];
        else
            name = Encoding.UTF8.GetBytes(header.Name);

        var value = header.Value is { } bytes ? bytes.Span : default;
        fixed (byte* n = name)
        fixed (byte* v = value)
        {
            // A null value and an empty one differ, and an empty span has no address.
            byte none;
            var address = header.Value is null ? null : value.IsEmpty ? &none : v;
            LibRdKafka.HeaderAdd(list, n, name.Length, address, value.Length);
        }
    }
}
