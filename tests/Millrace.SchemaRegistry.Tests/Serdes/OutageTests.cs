using System.Text.Json;
using Millrace.Avro;
using Millrace.Hvac;

namespace Millrace.SchemaRegistry.Tests;

/// <summary>A registry that goes away: records of known ids go on, the others wait, and none becomes a dead letter for it.</summary>
public sealed class OutageTests : IDisposable
{
    private const int Own = 1;
    private const int Other = 2;
    private const int Unknown = 3;

    private readonly ManualTime _time = new();
    private readonly ScriptedRegistry _registry;
    private readonly SchemaRegistryClient _client;
    private readonly AvroSerde<HvacReading> _serde;
    private volatile Func<HttpResponseMessage>? _outage;

    public OutageTests()
    {
        _registry = ScriptedRegistry.Answering(request => _outage?.Invoke() ?? Answer(request));
        var options = new SchemaRegistryOptions { BaseAddresses = [new("http://registry")], MaxRetries = 0 };
        _client = new SchemaRegistryClient(options, _registry, _time);
        _serde = new AvroSerde<HvacReading>(_client, new AvroSerdeOptions { AutoRegister = true }, _time);
    }

    public static TheoryData<string> Outages => ["refused", "503", "proxy's page", "404 of a proxy", "401"];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Records_of_an_unknown_id_wait_through_an_outage_and_are_served_after_it(string kind)
    {
        var frame = await FrameAsync(Other);
        _outage = Fail(kind);

        var waiting = _serde.MustWait(frame);
        await NextRetryAsync(Milliseconds(200));
        Assert.False(waiting.Ready.IsCompleted);
        Assert.Same(waiting.Ready, _serde.MustWait(frame).Ready);
        _time.Advance(Milliseconds(200));
        await NextRetryAsync(Milliseconds(400));
        Assert.False(waiting.Ready.IsCompleted);
        _outage = null;
        _time.Advance(Milliseconds(400));
        await waiting.Ready.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(Readings.Sample, _serde.Deserialize(frame, Readings.Place));
    }

    [Fact]
    public async Task Records_of_a_known_id_go_on_through_an_outage()
    {
        var frame = await FrameAsync(Own);
        var asked = _registry.Requests.Count;
        _outage = Fail("refused");

        for (var i = 0; i < 100; i++)
            Assert.Equal(Readings.Sample, _serde.Deserialize(frame, Readings.Place));

        Assert.Equal(asked, _registry.Requests.Count);
    }

    [Fact]
    public async Task Many_records_of_one_unknown_id_cause_one_request()
    {
        var frame = await FrameAsync(Other);
        var before = _registry.Requests.Count;
        _outage = Fail("503");

        var waits = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _serde.MustWait(frame))));
        await NextRetryAsync(Milliseconds(200));

        Assert.All(waits, wait => Assert.Same(waits[0].Ready, wait.Ready));
        Assert.Equal(1, _registry.Requests.Count - before);
    }

    [Fact]
    public async Task An_unknown_id_is_asked_for_again_after_a_short_time()
    {
        var frame = await FrameAsync(Unknown);

        await Assert.ThrowsAsync<WireFormatException>(() => _serde.ReadAsync(frame));
        var asked = _registry.Requests.Count;
        Assert.Throws<WireFormatException>(() => { _serde.Deserialize(frame, Readings.Place); });
        Assert.Equal(asked, _registry.Requests.Count);

        _time.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<WireFormatException>(() => _serde.ReadAsync(frame));
        Assert.Equal(asked + 1, _registry.Requests.Count);
    }

    [Fact]
    public async Task A_disposed_client_lets_those_go_that_wait()
    {
        var frame = await FrameAsync(Other);
        _outage = Fail("503");
        var waiting = _serde.MustWait(frame);
        await NextRetryAsync(Milliseconds(200));

        _client.Dispose();
        _time.Advance(Milliseconds(200));

        await waiting.Ready.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Preparing_for_writing_in_an_outage_fails_as_what_may_pass()
    {
        _outage = Fail("refused");

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => _serde.PrepareAsync(Readings.Place, SerdeUse.Write, CancellationToken.None).AsTask());

        Assert.True(error.IsTransient);
    }

    public void Dispose() => _client.Dispose();

    private static TimeSpan Milliseconds(double count) => TimeSpan.FromMilliseconds(count);

    private static Func<HttpResponseMessage> Fail(string kind) => kind switch
    {
        "refused" => () => throw new HttpRequestException("connection refused"),
        "503" => ScriptedRegistry.Down,
        "proxy's page" => () => new HttpResponseMessage { Content = new StringContent("<html>maintenance</html>") },
        "404 of a proxy" => () => new HttpResponseMessage(System.Net.HttpStatusCode.NotFound),
        _ => () => new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized),
    };

    private static HttpResponseMessage Answer(HttpRequestMessage request) => request.RequestUri!.AbsolutePath switch
    {
        "/subjects/hvac.readings-value/versions" => ScriptedRegistry.Json($$"""{"id":{{Own}}}"""),
        $"/schemas/ids/2" => ScriptedRegistry.Json(JsonSerializer.Serialize(new { schema = SchemaTextOf<HvacReading>() })),
        _ => ScriptedRegistry.UnknownId(),
    };

    private static string SchemaTextOf<T>()
        where T : IAvroRecord<T> => T.SchemaText;

    private Task NextRetryAsync(TimeSpan delay) => _time.TimerStartedAsync(length => length == delay);

    private async Task<byte[]> FrameAsync(byte id)
    {
        await _serde.PrepareAsync(Readings.Place, SerdeUse.Write, CancellationToken.None);
        var frame = _serde.Write(Readings.Sample, Readings.Place);
        frame[4] = id;
        return frame;
    }
}
