using Microsoft.Extensions.Configuration;
using Millrace.Hosting.Configuration;
using Millrace.Kafka;

namespace Millrace.Hosting.Tests.Configuration;

public sealed class MillraceOptionsTests
{
    [Fact]
    public void Without_configuration_everything_has_its_default()
    {
        var options = Read();

        Assert.Equal("my-program", options.ApplicationId);
        Assert.EndsWith("-my-program", options.InstanceId, StringComparison.Ordinal);
        Assert.Equal(ProcessingGuarantee.ExactlyOnce, options.Guarantee);
        Assert.Equal(TimeSpan.FromMilliseconds(100), options.CommitInterval);
        Assert.EndsWith(Path.Combine("millrace", "my-program", options.InstanceId), options.StateDirectory, StringComparison.Ordinal);
        Assert.False(options.StateDirectory.StartsWith(Path.GetTempPath(), StringComparison.Ordinal), "state is never kept in a temporary folder");
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var options = Read(
            ("ApplicationId", "app"),
            ("BootstrapServers", "a:1,b:2"),
            ("SchemaRegistry:Url", "http://localhost:8081"),
            ("SchemaRegistry:BasicAuth", "user:secret"),
            ("SchemaRegistry:AutoRegister", "true"),
            ("StateDirectory", "/data"),
            ("Guarantee", "atleastonce"),
            ("CommitInterval", "00:00:00.250"),
            ("DeadLetterTopic", "dead"),
            ("InvalidTimestamps", "skip"),
            ("Threads", "4"),
            ("InstanceId", "one"),
            ("StopTimeout", "00:00:05"),
            ("SessionTimeout", "00:00:10"),
            ("ReplicationFactor", "3"),
            ("Kafka:sasl.username", "alice"),
            ("Health:Port", "8080"),
            ("Health:StuckAfter", "00:02:00"));

        Assert.Equal("a:1,b:2", options.Client.BootstrapServers);
        Assert.True(options.SchemaRegistry.AutoRegister);
        Assert.Equal(ProcessingGuarantee.AtLeastOnce, options.Guarantee);
        Assert.Equal(TimeSpan.FromMilliseconds(250), options.CommitInterval);
        Assert.Equal((4, "one", (short?)3, 8080), (options.Threads, options.InstanceId, options.ReplicationFactor, options.Health.Port));
        Assert.Equal(("dead", InvalidTimestamps.Skip), (options.DeadLetterTopic, options.InvalidTimestamps));
        Assert.Equal("alice", options.Client.Settings["sasl.username"]);
        Assert.Equal("/data", options.StateDirectory);
        Assert.Equal("user", WorkerParts.Registry(options.SchemaRegistry).Credentials!.User);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var failure = Assert.Throws<MillraceConfigurationException>(() => Read(("Threads", "0"), ("Health:Port", "70000"), ("BootstrapServers", " "), ("SchemaRegistry:Url", "nonsense")));

        Assert.Equal(
            [
                "Millrace:Health:Port is 70000: it is from 0 to 65535",
                "Millrace:SchemaRegistry:Url is 'nonsense': it is an address such as http://localhost:8081",
                "Millrace:BootstrapServers is empty: at least one broker as host:port is needed",
                "Millrace:Threads is 0: it is from 1 to 256",
            ],
            failure.Errors);
    }

    [Theory]
    [InlineData("CommitInterval", "100", "Millrace:CommitInterval is '100': it is a time as hours:minutes:seconds, such as 00:00:00.100")]
    [InlineData("Health:Prot", "1", "Millrace:Health:Prot is not a setting: there are Host, Port, StuckAfter")]
    [InlineData("SchemaRegistry:AutoRegister", "perhaps", "Millrace:SchemaRegistry:AutoRegister is 'perhaps': it is true or false")]
    [InlineData("SchemaRegistry:CertificateAuthorityFile", "/no/such.pem", "Millrace:SchemaRegistry:CertificateAuthorityFile is '/no/such.pem': there is no such file")]
    [InlineData("InstanceId", "a b", "Millrace:InstanceId is 'a b': it is 1 to 200 letters, digits, '.', '_' and '-'")]
    public void A_mistake_is_told_with_name_value_and_rule(string name, string value, string expected) =>
        Assert.Equal([expected], Assert.Throws<MillraceConfigurationException>(() => Read((name, value))).Errors);

    [Fact]
    public async Task A_registrys_authorities_and_token_are_read_from_files()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "token\n", TestContext.Current.CancellationToken);

            var registry = WorkerParts.Registry(Read(
                ("SchemaRegistry:Url", "https://r"), ("SchemaRegistry:BearerTokenFile", file), ("SchemaRegistry:CertificateAuthorityFile", file)).SchemaRegistry);

            Assert.Equal(file, registry.CertificateAuthorityFile);
            Assert.Equal("token", await registry.BearerToken!(TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Printing_options_hides_secrets()
    {
        var text = Read(("Kafka:sasl.password", "tell-nobody"), ("SchemaRegistry:BasicAuth", "user:tell-nobody")).ToString();

        Assert.DoesNotContain("tell-nobody", text, StringComparison.Ordinal);
    }

    private static MillraceOptions Read(params (string Name, string Value)[] settings) =>
        MillraceOptionsReader.Read(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Millrace:{s.Name}", (string?)s.Value))).Build(),
            "My Program");
}
