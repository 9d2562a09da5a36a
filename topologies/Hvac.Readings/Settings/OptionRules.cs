using System.Globalization;
using Millrace.Hosting;

namespace Millrace.Hvac;

/// <summary>Collects what is wrong with options, so that all of it is told at once: name, value, rule.</summary>
public sealed class OptionRules
{
    private readonly string _prefix;
    private readonly List<string> _broken;

    internal OptionRules(string section, List<string> broken)
    {
        _prefix = $"Topologies:{section}:";
        _broken = broken;
    }

    /// <summary>Throws when the options break a rule.</summary>
    /// <exception cref="MillraceConfigurationException">They do; it tells all of them.</exception>
    public static void ThrowIfBroken<T>(T options)
        where T : ITopologyOptions<T>
    {
        ArgumentNullException.ThrowIfNull(options);
        var broken = new List<string>();
        options.Check(new OptionRules(T.Section, broken));
        if (broken.Count > 0)
        {
            throw new MillraceConfigurationException(broken);
        }
    }

    /// <summary>Tells the rule unless it holds.</summary>
    public OptionRules Require(bool holds, string name, object value, string rule)
    {
        if (!holds)
        {
            _broken.Add(string.Create(CultureInfo.InvariantCulture, $"{_prefix}{name} is '{value}': it must be {rule}"));
        }

        return this;
    }

    /// <summary>A duration that is longer than none.</summary>
    public OptionRules Positive(string name, TimeSpan value) => Require(value > TimeSpan.Zero, name, value, "longer than 00:00:00");

    /// <summary>A duration that is none or longer.</summary>
    public OptionRules NotNegative(string name, TimeSpan value) => Require(value >= TimeSpan.Zero, name, value, "00:00:00 or longer");

    /// <summary>A finite number above none.</summary>
    public OptionRules Positive(string name, double value) => Require(value > 0 && double.IsFinite(value), name, value, "a number above 0");

    /// <summary>A count of one or more.</summary>
    public OptionRules Positive(string name, int value) => Require(value > 0, name, value, "1 or more");

    /// <summary>Two finite numbers, the first above the second.</summary>
    public OptionRules Above(string name, double value, string otherName, double other) =>
        Require(
            value > other && double.IsFinite(value) && double.IsFinite(other),
            name,
            value,
            string.Create(CultureInfo.InvariantCulture, $"above {otherName}, which is {other}"));

    /// <summary>Two finite numbers, the first not below the second.</summary>
    public OptionRules NotBelow(string name, double value, string otherName, double other) =>
        Require(
            value >= other && double.IsFinite(value) && double.IsFinite(other),
            name,
            value,
            string.Create(CultureInfo.InvariantCulture, $"{otherName}, which is {other}, or more"));
}
