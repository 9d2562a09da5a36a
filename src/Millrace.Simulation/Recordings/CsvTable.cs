using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Millrace.Simulation.Recordings;

/// <summary>A CSV file with a header, read row by row. Whoever asks for what is not there hears of file, line and column.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvParser _parser;
    private readonly string[] _header;
    private string[] _row = [];

    public CsvTable(string file)
    {
        File = file;
        _parser = Open(file);
        try
        {
            _header = ReadRow() ? [.. _row.Select(name => name.Trim())] : throw new RecordingException(file, 0, null, "the file is empty");
        }
        catch
        {
            _parser.Dispose();
            throw;
        }
    }

    public string File { get; }

    /// <summary>Line of the row at hand, counted from 1.</summary>
    public int Line => _parser.RawRow;

    public int IndexOf(string column)
    {
        var index = Array.IndexOf(_header, column.Trim());
        return index >= 0
            ? index
            : throw new RecordingException(File, 1, column, $"there is no such column; there are {string.Join(", ", _header.Take(30).Select(name => $"'{name}'"))}");
    }

    public bool Read()
    {
        if (!ReadRow())
            return false;
        return _row.Length == _header.Length
            ? true
            : throw new RecordingException(File, Line, null, $"the row has {_row.Length} values, the header {_header.Length}");
    }

    /// <summary>The value without the blanks around it.</summary>
    public string Text(int column) => _row[column].Trim();

    /// <summary>A number; null for an empty value and for one of the given words.</summary>
    public double? Number(int column, IReadOnlySet<string> nulls)
    {
        var text = Text(column);
        if (text.Length == 0 || nulls.Contains(text))
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Wrong(column, $"'{text}' is not a number");
    }

    public RecordingException Wrong(int column, string problem) => new(File, Line, _header[column], problem);

    public void Dispose() => _parser.Dispose();

    private static CsvParser Open(string file)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { BufferSize = 64 * 1024 };
        try
        {
            return new CsvParser(new StreamReader(file), configuration);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException(file, 0, null, "the file cannot be read: " + error.Message, error);
        }
    }

    private bool ReadRow()
    {
        try
        {
            if (!_parser.Read())
                return false;
        }
        catch (CsvHelperException error)
        {
            throw new RecordingException(File, Line, null, "this is not CSV: " + error.Message.Split('\n')[0].Trim(), error);
        }

        _row = _parser.Record!;
        return true;
    }
}
