using System.Globalization;

namespace Millrace.Avro.Generic;

/// <summary>
/// Where in a value a walk is. It is kept on the way, and read once at the top when something is wrong: catching at every
/// level would take the more stack the deeper the value is.
/// </summary>
internal sealed class ValuePath
{
    private readonly List<object> _steps = [];

    public void Enter(string field) => _steps.Add("." + field);

    public void Enter(int item) => _steps.Add(item);

    public void EnterKey(string key) => _steps.Add("[\"" + key + "\"]");

    public void Leave() => _steps.RemoveAt(_steps.Count - 1);

    public AvroDataException Locate(AvroDataException error) => _steps.Count == 0 ? error : new(error.Error, error.Offset, error.Detail, ToString());

    public override string ToString() =>
        string.Concat(_steps.Select(step => step is int item ? "[" + item.ToString(CultureInfo.InvariantCulture) + "]" : step)).TrimStart('.');
}
