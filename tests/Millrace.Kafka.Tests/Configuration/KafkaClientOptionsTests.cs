namespace Millrace.Kafka.Tests.Configuration;

/// <summary>Client settings: checked, and never shown where they are secrets.</summary>
public sealed class KafkaClientOptionsTests
{
    [Fact]
    public void Secrets_are_not_shown()
    {
        var options = Options(("sasl.username", "alice"), ("sasl.password", "alice-secret"), ("ssl.key.pem", "-----BEGIN"), ("ssl.key.password", "k"));
        var text = options.ToString();
        Assert.Contains("sasl.username=alice", text, StringComparison.Ordinal);
        Assert.Contains("sasl.password=***", text, StringComparison.Ordinal);
        Assert.DoesNotContain("alice-secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", text, StringComparison.Ordinal);
        Assert.Contains("ssl.key.password=***", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_wrong_setting_is_refused_with_its_name_and_value()
    {
        var transport = new NativeTransport(Options(("fetch.wait.max.ms", "soon"), ("no.such.setting", "1")));
        var error = Assert.Throws<KafkaConfigurationException>(() => transport.CreateReader(new PartitionReaderOptions()));
        Assert.Contains("fetch.wait.max.ms=soon", error.Message, StringComparison.Ordinal);
        Assert.Contains("no.such.setting=1", error.Message, StringComparison.Ordinal);
        Assert.Throws<KafkaConfigurationException>(() => TopicAdmin.Create(Options(("no.such.setting", "1"))));
    }

    [Fact]
    public void A_refused_secret_is_not_shown()
    {
        var transport = new NativeTransport(Options(("ssl.no.such.password", "hush")));
        var error = Assert.Throws<KafkaConfigurationException>(() => transport.CreateReader(new PartitionReaderOptions()));
        Assert.Contains("ssl.no.such.password=***", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_do_not_go_together_are_refused()
    {
        var transport = new NativeTransport(Options(("acks", "1")));
        var error = Assert.Throws<KafkaConfigurationException>(() => transport.CreateSink(new RecordSinkOptions()));
        Assert.Contains("acks", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_Kafkas_own_tools_is_understood()
    {
        var options = Read("""
            # the admin
            bootstrap.servers=broker:9093
            security.protocol=SASL_SSL
            sasl.mechanism=PLAIN
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="admin" password="admin-secret";
            ssl.truststore.type=PEM
            ssl.truststore.location=/etc/ca.pem
            """);
        Assert.Equal("broker:9093", options.BootstrapServers);
        Assert.Equal("admin", options.Settings["sasl.username"]);
        Assert.Equal("admin-secret", options.Settings["sasl.password"]);
        Assert.Equal("/etc/ca.pem", options.Settings["ssl.ca.location"]);
        Assert.DoesNotContain("admin-secret", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_refused_with_all_that_is_wrong()
    {
        var error = Assert.Throws<KafkaConfigurationException>(() => Read("""
            nonsense
            ssl.truststore.type=PKCS12
            ssl.truststore.location=/etc/trust.p12
            sasl.jaas.config=org.example.Other required;
            """));
        Assert.Contains("line 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("PKCS12", error.Message, StringComparison.Ordinal);
        Assert.Contains("sasl.jaas.config", error.Message, StringComparison.Ordinal);
        Assert.Contains("bootstrap.servers", error.Message, StringComparison.Ordinal);
    }

    private static KafkaClientOptions Options(params (string Name, string Value)[] settings) => new()
    {
        BootstrapServers = "127.0.0.1:1",
        Settings = settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal),
    };

    private static KafkaClientOptions Read(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, text);
        try
        {
            return KafkaSettingsFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
