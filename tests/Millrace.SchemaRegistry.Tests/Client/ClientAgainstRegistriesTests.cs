namespace Millrace.SchemaRegistry.Tests;

/// <summary>One scenario, two registries: ours in process, and a real server of other makers.</summary>
public sealed class ClientAgainstRegistriesTests
{
    [Fact]
    public async Task The_scenario_holds_with_the_development_registry()
    {
        await using var registry = await DevelopmentRegistry.StartAsync();
        using var client = new SchemaRegistryClient(SchemaRegistryOptions.Parse(registry.Url.AbsoluteUri));

        await ClientScenario.RunAsync(client);
    }

    [Fact]
    public async Task The_scenario_holds_with_a_real_server_behind_TLS_and_a_password()
    {
        await using var server = await RealRegistry.StartAsync();
        using var client = new SchemaRegistryClient(server.Options);

        await ClientScenario.RunAsync(client);

        var wrong = server.Options with { Credentials = new("alice", "wrong"), MaxRetries = 0 };
        using var intruder = new SchemaRegistryClient(wrong);
        Assert.True((await Assert.ThrowsAsync<SchemaRegistryException>(() => intruder.GetSubjectsAsync().AsTask())).IsUnauthorized);
        using var distrustful = new SchemaRegistryClient(server.Options with { CertificateAuthorityFile = null, MaxRetries = 0 });
        Assert.Null((await Assert.ThrowsAsync<SchemaRegistryException>(() => distrustful.GetSubjectsAsync().AsTask())).Status);
    }
}
