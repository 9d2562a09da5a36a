using System.Xml.Linq;

namespace Millrace.Architecture.Tests.Reading;

/// <summary>What a project file says of itself: its name and what it refers to.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Projects">Names of the projects that it refers to as libraries; analyzers are none.</param>
/// <param name="Packages">Ids of the packages that it refers to.</param>
internal sealed record ProjectFile(string Path, string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public string Area => Path.Split('/')[0];

    public static ProjectFile Parse(string path, string text)
    {
        var document = XDocument.Parse(text);
        return new(
            path,
            System.IO.Path.GetFileNameWithoutExtension(path),
            [.. document.Descendants("ProjectReference")
                .Where(static reference => (string?)reference.Attribute("OutputItemType") != "Analyzer")
                .Select(static reference => Name((string)reference.Attribute("Include")!))],
            [.. document.Descendants("PackageReference").Select(static reference => (string)reference.Attribute("Include")!)]);

        static string Name(string include) => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/'));
    }
}
