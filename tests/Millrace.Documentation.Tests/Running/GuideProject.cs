using Millrace.Documentation.Tests.Reading;

namespace Millrace.Documentation.Tests.Running;

/// <summary>The project that a page tells its reader to write, written as the page says and built.</summary>
internal static class GuideProject
{
    // As deep in the checkout as topologies/NAME, so that its references hold; git ignores it. (In artifacts/, the SDK compiles nothing.)
    private const string Folder = ".millrace";
    private const string Outputs = "artifacts";

    /// <summary>Writes and builds it.</summary>
    /// <returns>The program.</returns>
    public static async Task<string> BuildAsync(string path)
    {
        var files = Checkout.Pages.Single(page => page.Path == path).Fences.Where(static fence => fence.Marker.File is not null).ToList();
        var name = files[0].Marker.File!.Split('/')[1];
        var folder = Path.Combine(Checkout.Root, Folder, name);
        Directory.CreateDirectory(folder);
        try
        {
            // A page that shows no project says that it is as in the guide.
            var project = files.Find(IsProject) ?? Checkout.Pages.SelectMany(static page => page.Fences).First(IsProject);
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".csproj"), project.Text + "\n");
            foreach (var file in files.Where(static file => !IsProject(file)))
            {
                await File.WriteAllTextAsync(Path.Combine(folder, Path.GetFileName(file.Marker.File!)), file.Text + "\n");
            }

            await BuildAsync(path, folder);
            return Path.Combine(Checkout.Root, Outputs, "bin", name, BuiltCommand.Configuration, name + ".dll");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsProject(Fence fence) => fence.Marker.File?.EndsWith(".csproj", StringComparison.Ordinal) == true;

    private static async Task BuildAsync(string path, string folder)
    {

        // What it refers to was built with these tests; building it once more would get in the way of those who run.
        var configuration = char.ToUpperInvariant(BuiltCommand.Configuration[0]) + BuiltCommand.Configuration[1..];
        string[] arguments = ["build", folder, "-c", configuration, "--nologo", "-v", "q", "-p:BuildProjectReferences=false", "-nodeReuse:false"];
        await using var build = ShownProcess.Start(BuiltCommand.Dotnet, arguments, new Dictionary<string, string>(StringComparer.Ordinal), Checkout.Root);
        Assert.True(await build.EndAsync() == 0, $"{path}: the project does not build:\n{build.Said}");
    }
}
