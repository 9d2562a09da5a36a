namespace Millrace;

/// <summary>A task: one sub-topology over one partition number of its input topics.</summary>
/// <param name="SubTopology">The sub-topology's number, from 0.</param>
/// <param name="Partition">The partition's number, from 0.</param>
public readonly record struct TaskId(int SubTopology, int Partition) : IComparable<TaskId>
{
    /// <summary>Orders by sub-topology, then by partition.</summary>
    public int CompareTo(TaskId other)
    {
        var bySubTopology = SubTopology.CompareTo(other.SubTopology);
        return bySubTopology != 0 ? bySubTopology : Partition.CompareTo(other.Partition);
    }

    /// <summary>Gives <c>subtopology_partition</c>, Kafka Streams' form.</summary>
    public override string ToString() => $"{SubTopology}_{Partition}";
}
