namespace Millrace.Archive.Writing;

/// <summary>Bounds the files that are open at once: the one that was used longest ago is closed for the next.</summary>
internal sealed class OpenFiles(int limit)
{
    private readonly LinkedList<IncomingStream> _byUse = [];

    internal void Opened(IncomingStream stream)
    {
        while (_byUse.Count >= limit)
            _byUse.First!.Value.CloseFile();
        stream.Place = _byUse.AddLast(stream);
    }

    internal void Used(IncomingStream stream)
    {
        if (stream.Place is not { } place || place == _byUse.Last)
            return;
        _byUse.Remove(place);
        _byUse.AddLast(place);
    }

    internal void Closed(IncomingStream stream)
    {
        if (stream.Place is { } place)
            _byUse.Remove(place);
        stream.Place = null;
    }
}
