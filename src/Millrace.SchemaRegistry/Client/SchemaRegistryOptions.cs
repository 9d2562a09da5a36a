using System.Globalization;
using System.Text;

namespace Millrace.SchemaRegistry;

/// <summary>How a <see cref="SchemaRegistryClient"/> reaches its registry.</summary>
public sealed record SchemaRegistryOptions
{
    /// <summary>The registry's base addresses, asked in this order; the one that answered last is asked first.</summary>
    public required IReadOnlyList<Uri> BaseAddresses { get; init; }

    /// <summary>User and password for HTTP basic authentication; none by default.</summary>
    public BasicCredentials? Credentials { get; init; }

    /// <summary>Gives the bearer token for each request, so that it can be renewed; none by default.</summary>
    public Func<CancellationToken, ValueTask<string>>? BearerToken { get; init; }

    /// <summary>A PEM file with the authorities to trust instead of the system's, for HTTPS; the system's by default.</summary>
    public string? CertificateAuthorityFile { get; init; }

    /// <summary>How long one request to one address may take; 5 seconds by default. No request goes without.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a failed round over all addresses is repeated; 3 by default, 0 for never.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The wait before the first repetition, doubled for each further one and jittered; 100 ms by default.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between repetitions; 2 seconds by default.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an unknown schema or id is taken to stay unknown before the registry is asked again; 5 seconds by default.</summary>
    public TimeSpan UnknownLifetime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A <see cref="BearerToken"/> that is read from a file for each request, since whatever renews it writes it there.</summary>
    /// <param name="path">The file; blanks around the token do not count.</param>
    public static Func<CancellationToken, ValueTask<string>> TokenOfFile(string path) => async cancellation =>
    {
        try
        {
            return (await File.ReadAllTextAsync(path, cancellation)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SchemaRegistryException($"the registry's token cannot be read from '{path}': {e.Message}", innerException: e);
        }
    };

    /// <summary>
    /// Options for addresses separated by commas, the form of Confluent's <c>schema.registry.url</c>. A user and a
    /// password in an address (<c>http://user:password@host</c>) become <see cref="Credentials"/>.
    /// </summary>
    /// <exception cref="ArgumentException">An address is none; the message names it.</exception>
    public static SchemaRegistryOptions Parse(string addresses)
    {
        BasicCredentials? credentials = null;
        var bases = new List<Uri>();
        foreach (var text in addresses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
                throw new ArgumentException($"schema registry address '{text}' is not a URL such as http://localhost:8081", nameof(addresses));
            if (address.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password])
                credentials = new BasicCredentials(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
            bases.Add(new UriBuilder(address) { UserName = "", Password = "" }.Uri);
        }

        return new SchemaRegistryOptions { BaseAddresses = bases, Credentials = credentials };
    }

    /// <summary>Every rule that is broken, as a sentence with name, value and rule; empty when the options are good.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (BaseAddresses.Count == 0)
            errors.Add($"{nameof(BaseAddresses)} is empty: at least one address is needed");
        foreach (var address in BaseAddresses)
        {
            if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
                errors.Add($"{nameof(BaseAddresses)} holds '{address}': an address starts with http:// or https://");
        }

        if (Credentials is not null && BearerToken is not null)
            errors.Add($"{nameof(Credentials)} and {nameof(BearerToken)} are both set: only one can be sent");
        if (Credentials is { } basic && (basic.User.Length == 0 || basic.User.Contains(':', StringComparison.Ordinal)))
            errors.Add($"{nameof(Credentials)} has the user '{basic.User}': a user's name is not empty and has no colon");
        if (CertificateAuthorityFile is not null && !File.Exists(CertificateAuthorityFile))
            errors.Add($"{nameof(CertificateAuthorityFile)} is '{CertificateAuthorityFile}': there is no such file");
        MustBePositive(nameof(RequestTimeout), RequestTimeout);
        MustBePositive(nameof(RetryDelay), RetryDelay);
        MustBePositive(nameof(UnknownLifetime), UnknownLifetime);
        if (MaxRetryDelay < RetryDelay)
            errors.Add($"{nameof(MaxRetryDelay)} is {Show(MaxRetryDelay)}: it is at least {nameof(RetryDelay)} ({Show(RetryDelay)})");
        if (MaxRetries < 0)
            errors.Add($"{nameof(MaxRetries)} is {MaxRetries}: it is 0 or more");
        return errors;

        void MustBePositive(string name, TimeSpan value)
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
                errors.Add($"{name} is {Show(value)}: it is more than zero and at most a day");
        }
    }

    private static string Show(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    // Written out, so that a token's source and whatever is added later never reach a log by accident.
    private bool PrintMembers(StringBuilder output)
    {
        output.Append("BaseAddresses = ").AppendJoin(',', BaseAddresses.Select(a => a.GetLeftPart(UriPartial.Path)))
            .Append(", Credentials = ").Append(Credentials)
            .Append(", BearerToken = ").Append(BearerToken is null ? "" : "***")
            .Append(", CertificateAuthorityFile = ").Append(CertificateAuthorityFile)
            .Append(", RequestTimeout = ").Append(Show(RequestTimeout))
            .Append(", MaxRetries = ").Append(MaxRetries);
        return true;
    }
}
