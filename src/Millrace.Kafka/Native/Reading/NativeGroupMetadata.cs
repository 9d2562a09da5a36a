namespace Millrace.Kafka.Native;

/// <summary>librdkafka's copy of a membership.</summary>
internal sealed unsafe class NativeGroupMetadata : GroupMetadata
{
    public NativeGroupMetadata(GroupMetadataHandle handle)
    {
        Handle = handle;
        GroupId = LibRdKafka.Text(LibRdKafka.GroupMetadataGroupId(handle)) ?? "";
        MemberId = LibRdKafka.Text(LibRdKafka.GroupMetadataMemberId(handle)) ?? "";
        InstanceId = LibRdKafka.Text(LibRdKafka.GroupMetadataInstanceId(handle));
        Generation = LibRdKafka.GroupMetadataGeneration(handle);
    }

    public GroupMetadataHandle Handle { get; }

    public override string GroupId { get; }

    public override string MemberId { get; }

    public override string? InstanceId { get; }

    public override int Generation { get; }

    protected override void Dispose(bool disposing) => Handle.Dispose();
}
