using System.Globalization;

namespace Millrace.Simulation.Fleet;

/// <summary>Names of a fleet's units and sites, made once: <c>TT0124</c>, <c>site-07</c>.</summary>
internal sealed class FleetNames
{
    private readonly string[] _devices;
    private readonly string[] _sites;

    public FleetNames(int devices, int sites)
    {
        var digits = Math.Max(4, (devices - 1).ToString(CultureInfo.InvariantCulture).Length);
        var format = "D" + digits.ToString(CultureInfo.InvariantCulture);
        _devices = [.. Enumerable.Range(0, devices).Select(device => "TT" + device.ToString(format, CultureInfo.InvariantCulture))];
        _sites = [.. Enumerable.Range(0, sites).Select(site => "site-" + site.ToString("D2", CultureInfo.InvariantCulture))];
    }

    public string Device(int device) => _devices[device];

    public string Site(int device) => _sites[device % _sites.Length];
}
