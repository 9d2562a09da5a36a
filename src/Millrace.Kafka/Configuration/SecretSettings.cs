namespace Millrace.Kafka;

/// <summary>Which settings are secrets.</summary>
internal static class SecretSettings
{
    private static readonly string[] Marks = ["password", "secret", "jaas", ".pem", "private.key", "assertion", "sasl.oauthbearer.config", "credentials"];

    /// <summary>The value, or <c>***</c> for a secret.</summary>
    public static string Redact(string name, string value) => IsSecret(name) ? "***" : value;

    private static bool IsSecret(string name) =>
        Array.Exists(Marks, mark => name.Contains(mark, StringComparison.OrdinalIgnoreCase));
}
