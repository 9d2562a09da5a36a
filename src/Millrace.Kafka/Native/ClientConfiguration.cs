using System.Runtime.InteropServices;

namespace Millrace.Kafka.Native;

/// <summary>Gathers the settings of one client, checks them against librdkafka, and creates it.</summary>
internal sealed unsafe class ClientConfiguration
{
    private const int ErrorSize = 512;
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly KafkaClientOptions _options;

    /// <summary>Starts with Millrace's defaults for every client.</summary>
    public ClientConfiguration(KafkaClientOptions options)
    {
        _options = options;
        Set("reconnect.backoff.max.ms", 2000);
        Set("socket.keepalive.enable", "true");
        Set("log.connection.close", "false");
    }

    /// <summary>Sets a default, which the user's settings win over while <see cref="ApplyUserSettings"/> comes later.</summary>
    public ClientConfiguration Set(string name, string value)
    {
        _settings[name] = value;
        return this;
    }

    /// <inheritdoc cref="Set(string, string)"/>
    public ClientConfiguration Set(string name, long value) => Set(name, value.ToString());

    /// <inheritdoc cref="Set(string, string)"/>
    public ClientConfiguration Set(string name, TimeSpan value) => Set(name, (long)value.TotalMilliseconds);

    /// <summary>Lays the user's settings over the defaults; what is set afterwards wins over them.</summary>
    public ClientConfiguration ApplyUserSettings()
    {
        foreach (var (name, value) in _options.Settings)
            Set(name, value);
        Set("bootstrap.servers", _options.BootstrapServers);
        Set("client.id", _options.ClientId);
        Set("allow.auto.create.topics", "false");
        return this;
    }

    /// <summary>The settings as they stand.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    /// <summary>Checks the settings without creating a client.</summary>
    /// <exception cref="KafkaConfigurationException">Settings are refused; every one is named.</exception>
    public void Validate()
    {
        LibRdKafka.Load();
        var conf = LibRdKafka.ConfNew();
        try
        {
            SetAll(conf);
        }
        finally
        {
            LibRdKafka.ConfDestroy(conf);
        }
    }

    /// <summary>Creates the client.</summary>
    /// <param name="type"><see cref="LibRdKafka.TypeProducer"/> or <see cref="LibRdKafka.TypeConsumer"/>.</param>
    /// <param name="events">The events wanted in queues.</param>
    /// <param name="log">Where its log lines go.</param>
    /// <exception cref="KafkaConfigurationException">Settings are refused; every one is named.</exception>
    public ClientHandle Create(int type, int events, ClientLog log)
    {
        LibRdKafka.Load();
        var conf = LibRdKafka.ConfNew();
        var owned = true;
        GCHandle logHandle = default;
        try
        {
            SetAll(conf);
            logHandle = GCHandle.Alloc(log);
            LibRdKafka.ConfSetOpaque(conf, GCHandle.ToIntPtr(logHandle));
            LibRdKafka.ConfSetLogCallback(conf, &ClientLog.OnLog);
            LibRdKafka.ConfSetEvents(conf, events);
            Span<byte> error = stackalloc byte[ErrorSize];
            fixed (byte* text = error)
            {
                var client = LibRdKafka.New(type, conf, text, ErrorSize);
                if (client == 0)
                    throw new KafkaConfigurationException($"The Kafka client cannot be created: {LibRdKafka.TextIn(error)}.");
                owned = false;
                return new ClientHandle(client, logHandle);
            }
        }
        finally
        {
            // A client that was created owns its configuration and the log's handle.
            if (owned)
            {
                LibRdKafka.ConfDestroy(conf);
                if (logHandle.IsAllocated)
                    logHandle.Free();
            }
        }
    }

    private void SetAll(nint conf)
    {
        List<string>? refused = null;
        Span<byte> error = stackalloc byte[ErrorSize];
        fixed (byte* text = error)
        {
            foreach (var (name, value) in _settings)
            {
                if (LibRdKafka.ConfSet(conf, name, value, text, ErrorSize) == 0)
                    continue;
                // librdkafka repeats the value in some of its sentences, which must not happen to a secret.
                var shown = SecretSettings.Redact(name, value);
                var rule = shown == value ? LibRdKafka.TextIn(error) : "the value is refused";
                (refused ??= []).Add($"{name}={shown}: {rule}");
            }
        }

        if (refused is not null)
            throw new KafkaConfigurationException("Kafka settings are refused: " + string.Join("; ", refused) + ".");
    }
}
