using Millrace.Cli.Tests.Support;

namespace Millrace.Cli.Tests.Real;

/// <summary>A broker with SASL over TLS that denies what no rule allows.</summary>
public sealed class SecureBroker() : Broker(9580, "--listener", "sasl-tls", "--acl")
{
    /// <summary>A file of settings as Kafka's own tools read it.</summary>
    internal string SettingsOf(string user, string password)
    {
        var file = Path.Combine(Folder, $"{user}-{password.Length}.properties");
        File.WriteAllLines(file,
        [
            "# as a Java client has it",
            "security.protocol=SASL_SSL",
            "sasl.mechanism=SCRAM-SHA-512",
            $"sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=\"{user}\" password=\"{password}\";",
            $"ssl.truststore.location={Path.Combine(Folder, "tls", "ca.pem")}",
            "ssl.truststore.type=PEM",
        ]);
        return file;
    }
}

/// <summary>What is refused ends with exit code 5, and the line names who was refused.</summary>
public sealed class RefusalTests(SecureBroker broker) : IClassFixture<SecureBroker>
{
    [Fact]
    public async Task A_wrong_password_names_the_user_and_the_mechanism_but_not_the_password()
    {
        Broker.Require();
        var run = await Invocation.RunAsync("topics", "list", "-b", broker.Address, "--kafka-config", broker.SettingsOf("alice", "not-hers"));
        Assert.Contains($"(user 'alice' by SCRAM-SHA-512, at {broker.Address})", run.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("not-hers", run.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(5, run.Code);
    }

    [Fact]
    public async Task A_missing_right_names_the_user_and_what_it_is_missing_for()
    {
        Broker.Require();
        var admin = broker.SettingsOf("admin", "admin-secret");
        await Invocation.SucceedAsync("topics", "create", "-b", broker.Address, "--kafka-config", admin);
        foreach (var command in (string[])["dead-letters list", "alerts --registry http://localhost:1", "simulate --registry http://localhost:1"])
        {
            var run = await Invocation.RunAsync([.. command.Split(' '), "-b", broker.Address, "--kafka-config", broker.SettingsOf("bob", "bob-secret")]);
            Assert.Contains("'hvac.", run.ErrorLine, StringComparison.Ordinal);
            Assert.Contains("(user 'bob' by SCRAM-SHA-512", run.ErrorLine, StringComparison.Ordinal);
            Assert.Equal(5, run.Code);
        }
    }
}
