using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>The real registry server that lies beside the repository, on HTTPS with a certificate of its own and one user.</summary>
internal sealed class RealRegistry : IAsyncDisposable
{
    private readonly string _stop;
    private readonly string _folder;

    private RealRegistry(string stop, string folder, SchemaRegistryOptions options)
    {
        _stop = stop;
        _folder = folder;
        Options = options;
    }

    public SchemaRegistryOptions Options { get; }

    public static async Task<RealRegistry> StartAsync()
    {
        var start = Repository.RegistryFile("start.sh");
        var stop = Repository.RegistryFile("stop.sh");
        var folder = Directory.CreateTempSubdirectory("millrace-real-registry-").FullName;
        var (certificate, key) = WriteCertificate(folder);
        var port = FreePort();
        var (code, output) = await RunAsync(
            start, $"{port}", Path.Combine(folder, "registry"), "--user", "alice:secret", "--tls", certificate, key);
        Assert.True(code == 0, output);
        return new RealRegistry(stop, folder, SchemaRegistryOptions.Parse(output.Trim()) with
        {
            Credentials = new("alice", "secret"),
            CertificateAuthorityFile = certificate,
            RequestTimeout = TimeSpan.FromSeconds(20),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync(_stop, Path.Combine(_folder, "registry"));
        Directory.Delete(_folder, recursive: true);
    }

    private static (string Certificate, string Key) WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=millrace test registry", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (certificateFile, keyFile) = (Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificateFile, keyFile);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var how = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(how)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
