namespace Millrace.Simulation;

/// <summary>Collects what is wrong with an options record, so that its user hears of everything at once.</summary>
internal sealed class OptionRules
{
    private readonly List<string> _problems = [];

    public OptionRules Require<T>(bool holds, string name, T value, string rule)
    {
        if (!holds)
            _problems.Add($"{name} is {value}: {rule}.");
        return this;
    }

    public void ThrowIfBroken() => SimulationOptionsException.ThrowIfAny(_problems);
}
