namespace Millrace.SchemaRegistry.Tests;

public sealed class SchemaRegistryOptionsTests
{
    [Fact]
    public void Every_broken_rule_is_named_at_once()
    {
        var options = new SchemaRegistryOptions
        {
            BaseAddresses = [new("ftp://registry")],
            Credentials = new("a:b", "x"),
            BearerToken = _ => ValueTask.FromResult("t"),
            CertificateAuthorityFile = "/no/such/file.pem",
            RequestTimeout = TimeSpan.Zero,
            MaxRetryDelay = TimeSpan.FromMilliseconds(1),
            MaxRetries = -1,
        };

        var errors = options.Validate();

        Assert.Equal(7, errors.Count);
        var thrown = Assert.Throws<ArgumentException>(() => new SchemaRegistryClient(options));
        Assert.All(errors, error => Assert.Contains(error, thrown.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Addresses_separated_by_commas_may_carry_credentials()
    {
        var options = SchemaRegistryOptions.Parse("http://alice:s%3Acret@a:8081/x, https://b");

        Assert.Equal([new("http://a:8081/x"), new("https://b/")], options.BaseAddresses);
        Assert.Equal(new BasicCredentials("alice", "s:cret"), options.Credentials);
        Assert.Empty(options.Validate());
    }

    [Fact]
    public void An_address_that_is_none_is_named() =>
        Assert.Contains("'localhost'", Assert.Throws<ArgumentException>(() => SchemaRegistryOptions.Parse("localhost")).Message, StringComparison.Ordinal);

    [Fact]
    public void Secrets_are_not_printed()
    {
        var options = SchemaRegistryOptions.Parse("http://alice:hidden@a:8081");

        Assert.DoesNotContain("hidden", options.ToString(), StringComparison.Ordinal);
        Assert.Contains("alice:***", options.ToString(), StringComparison.Ordinal);
    }
}
