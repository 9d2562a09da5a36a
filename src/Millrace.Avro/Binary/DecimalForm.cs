using System.Buffers.Binary;

namespace Millrace.Avro.Binary;

/// <summary>Numbers of up to 28 digits, which <see cref="decimal"/> holds without loss, as Avro's unscaled two's complement.</summary>
internal static class DecimalForm
{
    public const int MaxBytes = 16;

    private static readonly Int128[] Powers = MakePowers();

    /// <summary>Reads a number; false where it has more digits than the precision.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, int precision, int scale, out decimal value)
    {
        value = 0;
        var sign = data.Length > 0 && data[0] >= 0x80 ? (byte)0xff : (byte)0;
        while (data.Length > MaxBytes && data[0] == sign)
            data = data[1..];
        if (data.Length > MaxBytes)
            return false;
        Span<byte> whole = stackalloc byte[MaxBytes];
        whole.Fill(sign);
        data.CopyTo(whole[(MaxBytes - data.Length)..]);
        var unscaled = BinaryPrimitives.ReadInt128BigEndian(whole);
        if (unscaled >= Powers[precision] || unscaled <= -Powers[precision])
            return false;
        var digits = unscaled < 0 ? -unscaled : unscaled;
        value = new decimal((int)(uint)digits, (int)(uint)(digits >> 32), (int)(uint)(digits >> 64), unscaled < 0, (byte)scale);
        return true;
    }

    /// <summary>Writes a number with all 16 bytes; false where it has more digits than the precision, or behind the point than the scale.</summary>
    public static bool TryWrite(decimal value, int precision, int scale, Span<byte> whole)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        Int128 unscaled = ((Int128)(uint)bits[2] << 64) | ((Int128)(uint)bits[1] << 32) | (uint)bits[0];
        var own = (bits[3] >> 16) & 0xff;
        for (; own > scale; own--)
        {
            // Zeros at the end say nothing.
            if (unscaled % 10 != 0)
                return false;
            unscaled /= 10;
        }

        if (unscaled != 0 && unscaled >= Powers[Math.Max(0, precision - (scale - own))])
            return false;
        unscaled *= Powers[scale - own];
        BinaryPrimitives.WriteInt128BigEndian(whole, bits[3] < 0 ? -unscaled : unscaled);
        return true;
    }

    /// <summary>The fewest bytes that are the same number.</summary>
    public static ReadOnlySpan<byte> Shorten(ReadOnlySpan<byte> whole)
    {
        while (whole.Length > 1 && ((whole[0] == 0 && whole[1] < 0x80) || (whole[0] == 0xff && whole[1] >= 0x80)))
            whole = whole[1..];
        return whole;
    }

    private static Int128[] MakePowers()
    {
        var powers = new Int128[30];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
