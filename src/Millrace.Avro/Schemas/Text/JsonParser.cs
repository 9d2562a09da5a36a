using System.Text;

namespace Millrace.Avro.Schemas.Text;

/// <summary>Reads JSON (RFC 8259) strictly: no comments, no trailing commas, no member twice in an object.</summary>
internal sealed class JsonParser
{
    // A schema that is nested deeper than this was not made by people; the limit keeps the stack safe.
    private const int MaxDepth = 512;

    private readonly string _text;
    private readonly string? _source;
    private int _position;
    private int _line = 1;
    private int _lineStart;
    private int _depth;

    private JsonParser(string text, string? source)
    {
        _text = text;
        _source = source;
    }

    /// <summary>Reads the one value that the text is.</summary>
    /// <exception cref="AvroSchemaException">The text is not JSON.</exception>
    public static JsonValue Parse(string text, string? source)
    {
        var parser = new JsonParser(text, source);
        parser.SkipBlanks();
        var value = parser.ParseValue();
        parser.SkipBlanks();
        if (parser._position < text.Length)
            throw parser.Error("there is text after the schema");
        return value;
    }

    private JsonValue ParseValue()
    {
        if (_position >= _text.Length)
            throw Error("the text ends where a value should begin");
        return _text[_position] switch
        {
            '{' => ParseObject(),
            '[' => ParseArray(),
            '"' => ParseString(),
            't' => ParseLiteral("true", JsonKind.Boolean),
            'f' => ParseLiteral("false", JsonKind.Boolean),
            'n' => ParseLiteral("null", JsonKind.Null),
            '-' or (>= '0' and <= '9') => ParseNumber(),
            _ => throw Error("this is not JSON"),
        };
    }

    private JsonValue ParseObject()
    {
        var (line, column) = Enter();
        var members = new List<KeyValuePair<string, JsonValue>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        SkipBlanks();
        if (!TryTake('}'))
        {
            do
            {
                SkipBlanks();
                if (Peek() != '"')
                    throw Error("a member's name in quotes is expected");
                var name = ParseString();
                if (!names.Add(name.Text))
                    throw Error(name.Line, name.Column, $"the member \"{name.Text}\" stands twice");
                SkipBlanks();
                Take(':');
                SkipBlanks();
                members.Add(new KeyValuePair<string, JsonValue>(name.Text, ParseValue()));
                SkipBlanks();
            }
            while (TryTake(','));
            Take('}');
        }

        _depth--;
        return new JsonValue(JsonKind.Object, "", line, column, members: members);
    }

    private JsonValue ParseArray()
    {
        var (line, column) = Enter();
        var items = new List<JsonValue>();
        SkipBlanks();
        if (!TryTake(']'))
        {
            do
            {
                SkipBlanks();
                items.Add(ParseValue());
                SkipBlanks();
            }
            while (TryTake(','));
            Take(']');
        }

        _depth--;
        return new JsonValue(JsonKind.Array, "", line, column, items);
    }

    private JsonValue ParseString()
    {
        var (line, column) = (_line, Column);
        _position++;
        var content = new StringBuilder();
        while (true)
        {
            var c = Peek();
            if (c == '\0' && _position >= _text.Length)
                throw Error("the text ends within a string");
            if (c < ' ')
                throw Error("a control character stands in a string");
            _position++;
            if (c == '"')
                return new JsonValue(JsonKind.String, content.ToString(), line, column);
            content.Append(c == '\\' ? ParseEscape() : c);
        }
    }

    private char ParseEscape()
    {
        var c = Peek();
        _position++;
        return c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => ParseCodeUnit(),
            _ => throw Error("an escape is not known"),
        };
    }

    private char ParseCodeUnit()
    {
        var code = 0;
        for (var end = _position + 4; _position < end; _position++)
        {
            var digit = Peek() switch
            {
                >= '0' and <= '9' => Peek() - '0',
                >= 'a' and <= 'f' => Peek() - 'a' + 10,
                >= 'A' and <= 'F' => Peek() - 'A' + 10,
                _ => throw Error("four hexadecimal digits are expected"),
            };
            code = (code << 4) | digit;
        }

        return (char)code;
    }

    private JsonValue ParseNumber()
    {
        var (line, column, start) = (_line, Column, _position);
        if (Peek() == '-')
            _position++;
        if (Peek() == '0')
            _position++;
        else
            TakeDigits();
        if (Peek() == '.')
        {
            _position++;
            TakeDigits();
        }

        if (Peek() is 'e' or 'E')
        {
            _position++;
            if (Peek() is '+' or '-')
                _position++;
            TakeDigits();
        }

        return new JsonValue(JsonKind.Number, _text.Substring(start, _position - start), line, column);
    }

    private void TakeDigits()
    {
        var start = _position;
        while (Peek() is >= '0' and <= '9')
            _position++;
        if (_position == start)
            throw Error("a number is not complete");
    }

    private JsonValue ParseLiteral(string literal, JsonKind kind)
    {
        var (line, column) = (_line, Column);
        if (string.CompareOrdinal(_text, _position, literal, 0, literal.Length) != 0)
            throw Error("this is not JSON");
        _position += literal.Length;
        return new JsonValue(kind, literal, line, column);
    }

    private (int Line, int Column) Enter()
    {
        var here = (_line, Column);
        if (++_depth > MaxDepth)
            throw Error($"the text is nested deeper than {MaxDepth} levels");
        _position++;
        return here;
    }

    private void SkipBlanks()
    {
        for (; _position < _text.Length; _position++)
        {
            var c = _text[_position];
            if (c == '\n')
            {
                _line++;
                _lineStart = _position + 1;
            }
            else if (c is not (' ' or '\t' or '\r'))
            {
                return;
            }
        }
    }

    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private bool TryTake(char expected)
    {
        if (Peek() != expected)
            return false;
        _position++;
        return true;
    }

    private void Take(char expected)
    {
        if (!TryTake(expected))
            throw Error($"'{expected}' is expected");
    }

    private int Column => _position - _lineStart + 1;

    private AvroSchemaException Error(string rule) => Error(_line, Column, rule);

    private AvroSchemaException Error(int line, int column, string rule) => new("$", rule, _source, line, column);
}
