using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Millrace.Avro;

/// <summary>
/// The longer fingerprints of section "Schema Fingerprints", of the canonical form in UTF-8.
/// <see cref="AvroSchema.Fingerprint"/> is the short one, which is enough for caches and not for strangers' schemas.
/// </summary>
public static class AvroFingerprints
{
    /// <summary>The MD5 of the canonical form: 16 bytes.</summary>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The specification names it; it guards nothing here.")]
    public static byte[] Md5Fingerprint(this AvroSchema schema) => MD5.HashData(Bytes(schema));

    /// <summary>The SHA-256 of the canonical form: 32 bytes.</summary>
    public static byte[] Sha256Fingerprint(this AvroSchema schema) => SHA256.HashData(Bytes(schema));

    private static byte[] Bytes(AvroSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Encoding.UTF8.GetBytes(schema.ParsingCanonicalForm);
    }
}
