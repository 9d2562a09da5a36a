using System.Text;

namespace Millrace.Avro.Schemas;

/// <summary>CRC-64-AVRO, section "Schema Fingerprints" of the specification.</summary>
internal static class Crc64Avro
{
    private const ulong Empty = 0xc15d213aa4d7a795;

    private static readonly ulong[] Table = MakeTable();

    public static ulong Compute(string text)
    {
        var crc = Empty;
        foreach (var b in Encoding.UTF8.GetBytes(text))
            crc = (crc >> 8) ^ Table[(byte)(crc ^ b)];
        return crc;
    }

    private static ulong[] MakeTable()
    {
        var table = new ulong[256];
        for (var i = 0; i < table.Length; i++)
        {
            var crc = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (Empty & (0 - (crc & 1)));
            table[i] = crc;
        }

        return table;
    }
}
