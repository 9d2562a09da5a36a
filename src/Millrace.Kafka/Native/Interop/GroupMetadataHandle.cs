using System.Runtime.InteropServices;

namespace Millrace.Kafka.Native;

/// <summary>Owns an <c>rd_kafka_consumer_group_metadata_t</c>, which is a copy and needs no client.</summary>
internal sealed class GroupMetadataHandle : SafeHandle
{
    public GroupMetadataHandle(nint metadata) : base(0, ownsHandle: true) => SetHandle(metadata);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibRdKafka.GroupMetadataDestroy(handle);
        return true;
    }
}
