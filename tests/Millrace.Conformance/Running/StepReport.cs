using System.Text;
using Millrace.Conformance.Vectors;

namespace Millrace.Conformance.Running;

/// <summary>Says what is not as recorded, and in what company.</summary>
internal static class StepReport
{
    private const int StepsBefore = 3;

    /// <summary>The message of a failed test.</summary>
    /// <param name="vector">The case.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="backend">Where the state was kept.</param>
    /// <param name="step">The step's index, or null after the last step.</param>
    /// <param name="problems">What differs.</param>
    /// <param name="failure">What the task failed with, or null.</param>
    public static string Of(VectorCase vector, VectorSequence sequence, Backend backend, int? step, IReadOnlyList<string> problems, Exception? failure)
    {
        var text = new StringBuilder();
        text.Append(vector.Family).Append('/').Append(vector.Name).Append(", sequence ").Append(sequence.Name);
        if (sequence.Seed is { } seed)
        {
            text.Append(" (seed ").Append(seed).Append(')');
        }

        text.Append(", ").Append(backend.Name).AppendLine(" state");
        var at = step ?? sequence.Steps.Count;
        for (var i = Math.Max(0, at - StepsBefore); i < at; i++)
        {
            text.Append("  step ").Append(i + 1).Append(": ").AppendLine(sequence.Steps[i].Json.GetRawText());
        }

        if (step is { } index)
        {
            text.Append("Step ").Append(index + 1).Append(" of ").Append(sequence.Steps.Count).Append(": ").AppendLine(Input(sequence.Steps[index]));
        }
        else
        {
            text.Append("After the last of ").Append(sequence.Steps.Count).AppendLine(" steps:");
        }

        text.AppendLine("  (- recorded, + here)").AppendJoin("", problems);
        if (failure is not null)
        {
            text.Append("  failure: ").AppendLine(failure.Message);
        }

        return text.AppendLine("Topology:").AppendLine(vector.Topology).ToString();
    }

    private static string Input(VectorStep step) =>
        step.Json.TryGetProperty("pipe", out var pipe) ? $"pipe {pipe.GetRawText()}" : $"advance the wall clock by {step.AdvanceWallClock} ms";
}
