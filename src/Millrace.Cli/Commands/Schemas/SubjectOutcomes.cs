using Millrace.SchemaRegistry;

namespace Millrace.Cli.Commands.Schemas;

/// <summary>Outcomes in words.</summary>
internal static class SubjectOutcomes
{
    public static string Future(SubjectOutcome outcome) => outcome switch
    {
        SubjectOutcome.New => "would be new",
        SubjectOutcome.Registered => "is registered",
        SubjectOutcome.Accepted => "would be accepted",
        _ => "would be refused",
    };

    public static string Past(SubjectOutcome outcome) => outcome == SubjectOutcome.Registered ? "was registered" : "registered";
}
