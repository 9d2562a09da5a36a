using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Millrace.Architecture.Tests.Reading;

namespace Millrace.Architecture.Tests.House;

/// <summary>House rules of the code that no analyzer holds.</summary>
internal static partial class SourceCheck
{
    public static IEnumerable<string> Check(SourceFile source)
    {
        foreach (var trivia in source.Tree.DescendantTrivia(descendIntoTrivia: true))
        {
            if (Complaint(source, trivia) is { } complaint)
            {
                yield return $"{source.At(trivia.GetLocation())}: {complaint}";
            }
        }

        foreach (var clause in source.Tree.DescendantNodes().OfType<CatchClauseSyntax>())
        {
            // A named exception that is expected may be let go, with its reason beside it; everything may not.
            if (clause.Block.Statements.Count == 0 && clause.Filter is null && clause.Declaration?.Type.ToString() is null or "Exception")
            {
                yield return $"{source.At(clause)}: swallows every exception.";
            }
        }

        foreach (var call in source.Tree.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
        {
            if (source.Area == "tests" && call.ToString() is "Thread.Sleep")
            {
                yield return $"{source.At(call)}: a test waits for a barrier or a clock of its own, it does not sleep.";
            }
        }
    }

    private static string? Complaint(SourceFile source, SyntaxTrivia trivia)
    {
        if (trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))
        {
            return "a region.";
        }

        if (trivia.GetStructure() is PragmaWarningDirectiveTriviaSyntax { DisableOrRestoreKeyword: var keyword } && keyword.IsKind(SyntaxKind.DisableKeyword) && !HasReason(source, trivia))
        {
            return "a warning is disabled without a reason beside or above it.";
        }

        return IsComment(trivia) && Unfinished().IsMatch(trivia.ToString()) ? "a note of unfinished work." : null;
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    private static bool HasReason(SourceFile source, SyntaxTrivia pragma)
    {
        var lines = source.Text.Split('\n');
        var line = pragma.GetLocation().GetLineSpan().StartLinePosition.Line;
        return lines[line].Contains("//", StringComparison.Ordinal) || (line > 0 && lines[line - 1].TrimStart().StartsWith("//", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unfinished();
}
