using System.Runtime.InteropServices;

namespace Millrace.Kafka.Native;

/// <summary>
/// librdkafka's functions, as its <c>rdkafka.h</c> names them less the prefix. Handles that are passed once a record
/// are plain pointers, since counting references would cost more than the call.
/// </summary>
internal static unsafe partial class LibRdKafka
{
    /// <summary>The name under which the resolver finds the library.</summary>
    public const string Name = "librdkafka";

    public const int TypeProducer = 0;
    public const int TypeConsumer = 1;
    public const int DestroyWithoutClose = 8;
    public const long OffsetInvalid = -1001;

    static LibRdKafka() => NativeLibraryResolver.Install();

    /// <summary>Makes sure that the library can be loaded.</summary>
    /// <exception cref="NativeLibraryMissingException">It is not there.</exception>
    public static void Load() => NativeLibraryResolver.Load();

    [LibraryImport(Name, EntryPoint = "rd_kafka_version_str")]
    private static partial byte* VersionText();

    /// <summary>The library's version, such as <c>2.15.1</c>.</summary>
    public static string Version => Text(VersionText()) ?? "";

    [LibraryImport(Name, EntryPoint = "rd_kafka_conf_new")]
    public static partial nint ConfNew();

    [LibraryImport(Name, EntryPoint = "rd_kafka_conf_destroy")]
    public static partial void ConfDestroy(nint conf);

    [LibraryImport(Name, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ConfSet(nint conf, string name, string value, byte* error, nuint errorSize);

    [LibraryImport(Name, EntryPoint = "rd_kafka_conf_set_events")]
    public static partial void ConfSetEvents(nint conf, int events);

    [LibraryImport(Name, EntryPoint = "rd_kafka_conf_set_opaque")]
    public static partial void ConfSetOpaque(nint conf, nint opaque);

    [LibraryImport(Name, EntryPoint = "rd_kafka_conf_set_log_cb")]
    public static partial void ConfSetLogCallback(nint conf, delegate* unmanaged[Cdecl]<nint, int, byte*, byte*, void> callback);

    [LibraryImport(Name, EntryPoint = "rd_kafka_opaque")]
    public static partial nint Opaque(nint client);

    [LibraryImport(Name, EntryPoint = "rd_kafka_new")]
    public static partial nint New(int type, nint conf, byte* error, nuint errorSize);

    [LibraryImport(Name, EntryPoint = "rd_kafka_name")]
    private static partial byte* ClientName(nint client);

    /// <summary>The client's name in its own logs.</summary>
    public static string ClientNameOf(nint client) => Text(ClientName(client)) ?? "";

    [LibraryImport(Name, EntryPoint = "rd_kafka_destroy_flags")]
    public static partial void DestroyFlags(nint client, int flags);

    [LibraryImport(Name, EntryPoint = "rd_kafka_fatal_error")]
    public static partial int FatalError(ClientHandle client, byte* text, nuint size);

    [LibraryImport(Name, EntryPoint = "rd_kafka_last_error")]
    public static partial int LastError();

    [LibraryImport(Name, EntryPoint = "rd_kafka_err2name")]
    private static partial byte* ErrorName(int code);

    [LibraryImport(Name, EntryPoint = "rd_kafka_err2str")]
    private static partial byte* ErrorText(int code);

    /// <summary>The name of a code, such as <c>UNKNOWN_TOPIC_OR_PART</c>.</summary>
    public static string NameOf(int code) => Text(ErrorName(code)) ?? code.ToString();

    /// <summary>What librdkafka says of a code.</summary>
    public static string TextOf(int code) => Text(ErrorText(code)) ?? code.ToString();

    [LibraryImport(Name, EntryPoint = "rd_kafka_error_code")]
    public static partial int ErrorCode(nint error);

    [LibraryImport(Name, EntryPoint = "rd_kafka_error_string")]
    private static partial byte* ErrorString(nint error);

    /// <summary>What an error object says.</summary>
    public static string ErrorStringOf(nint error) => Text(ErrorString(error)) ?? "";

    [LibraryImport(Name, EntryPoint = "rd_kafka_error_is_fatal")]
    public static partial int ErrorIsFatal(nint error);

    [LibraryImport(Name, EntryPoint = "rd_kafka_error_is_retriable")]
    public static partial int ErrorIsRetriable(nint error);

    [LibraryImport(Name, EntryPoint = "rd_kafka_error_txn_requires_abort")]
    public static partial int ErrorRequiresAbort(nint error);

    [LibraryImport(Name, EntryPoint = "rd_kafka_error_destroy")]
    public static partial void ErrorDestroy(nint error);

    [LibraryImport(Name, EntryPoint = "rd_kafka_topic_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint TopicNew(ClientHandle client, string topic, nint conf);

    [LibraryImport(Name, EntryPoint = "rd_kafka_topic_destroy")]
    public static partial void TopicDestroy(nint topic);

    [LibraryImport(Name, EntryPoint = "rd_kafka_topic_name")]
    private static partial byte* TopicName(nint topic);

    /// <summary>The name of a topic handle.</summary>
    public static string? TopicNameOf(nint topic) => topic == 0 ? null : Text(TopicName(topic));

    [LibraryImport(Name, EntryPoint = "rd_kafka_metadata")]
    public static partial int Metadata(ClientHandle client, int allTopics, nint onlyTopic, out RdMetadata* metadata, int timeoutMs);

    [LibraryImport(Name, EntryPoint = "rd_kafka_metadata_destroy")]
    public static partial void MetadataDestroy(RdMetadata* metadata);

    [LibraryImport(Name, EntryPoint = "rd_kafka_query_watermark_offsets", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int QueryWatermarks(ClientHandle client, string topic, int partition, out long low, out long high, int timeoutMs);

    [LibraryImport(Name, EntryPoint = "rd_kafka_get_watermark_offsets", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetWatermarks(ClientHandle client, string topic, int partition, out long low, out long high);

    /// <summary>Reads a text that librdkafka owns.</summary>
    public static string? Text(byte* text) => Marshal.PtrToStringUTF8((nint)text);

    /// <summary>Reads a text out of a buffer that librdkafka has filled.</summary>
    public static string TextIn(ReadOnlySpan<byte> buffer)
    {
        var end = buffer.IndexOf((byte)0);
        return System.Text.Encoding.UTF8.GetString(end < 0 ? buffer : buffer[..end]);
    }
}
