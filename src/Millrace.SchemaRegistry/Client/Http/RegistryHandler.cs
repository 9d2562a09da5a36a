using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Millrace.SchemaRegistry.Http;

/// <summary>Builds the connection pool of a client.</summary>
internal static class RegistryHandler
{
    public static SocketsHttpHandler Create(SchemaRegistryOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // A registry behind a name that moves is found again within minutes.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectTimeout = options.RequestTimeout,
        };
        if (options.CertificateAuthorityFile is { } file)
            handler.SslOptions = Trusting(file);
        return handler;
    }

    private static SslClientAuthenticationOptions Trusting(string file)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // An authority of one's own seldom publishes revocations.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}
