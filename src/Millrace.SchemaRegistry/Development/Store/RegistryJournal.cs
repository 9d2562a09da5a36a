using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Millrace.SchemaRegistry.Development;

/// <summary>
/// Keeps a registry's events in a file, one line of JSON each, written before the change is answered. A line that a
/// crash tore is the last one and was never answered: it is dropped.
/// </summary>
internal sealed class RegistryJournal : IDisposable
{
    private readonly FileStream _file;

    private RegistryJournal(FileStream file) => _file = file;

    /// <summary>Opens or creates the file and hands its events to <paramref name="apply"/>.</summary>
    /// <exception cref="SchemaRegistryException">It is no registry's file, or another process has it.</exception>
    public static RegistryJournal Open(string path, Action<RegistryEvent> apply, ILogger logger)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e)
        {
            throw new SchemaRegistryException($"the registry's file '{path}' cannot be opened: {e.Message}", innerException: e);
        }

        try
        {
            var content = new byte[file.Length];
            file.ReadExactly(content);
            var whole = content.AsSpan().LastIndexOf((byte)'\n') + 1;
            Replay(path, content.AsSpan(0, whole), apply);
            if (whole < content.Length)
            {
                logger.JournalTorn(path);
                file.SetLength(whole);
            }

            file.Position = whole;
            return new RegistryJournal(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Append(RegistryEvent change)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(change, RegistryEventJson.Default.RegistryEvent);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        _file.Write(line);
    }

    public void Dispose() => _file.Dispose();

    private static void Replay(string path, ReadOnlySpan<byte> lines, Action<RegistryEvent> apply)
    {
        for (var number = 1; lines.Length > 0; number++)
        {
            var end = lines.IndexOf((byte)'\n');
            try
            {
                apply(JsonSerializer.Deserialize(lines[..end], RegistryEventJson.Default.RegistryEvent) ?? throw new JsonException("null"));
            }
            catch (Exception e) when (e is JsonException or NotSupportedException or KeyNotFoundException)
            {
                throw new SchemaRegistryException($"line {number} of '{path}' is not a development registry's", innerException: e);
            }

            lines = lines[(end + 1)..];
        }
    }
}
