namespace Millrace.Simulation.Buildings;

/// <summary>What the unit does to the air.</summary>
/// <param name="UnitOn">Whether the unit is switched on.</param>
/// <param name="CoolingShare">Cooling as a share of the rated capacity.</param>
/// <param name="FreshAir">Share of the wanted fresh air that arrives, 0 to 1.</param>
internal readonly record struct Airing(bool UnitOn, double CoolingShare, double FreshAir);

/// <summary>Moisture and carbon dioxide of a room: people add to both, ventilation by demand carries both away.</summary>
internal sealed class RoomAir
{
    private const double OutdoorCo2 = 420;
    private const double Co2PerPerson = 5.2e-6;
    private const double WaterPerPerson = 50.0 / 3600;
    private const double AirDensity = 1.2;
    private readonly double _volume;

    public RoomAir(double volume, double temperature)
    {
        _volume = volume;
        MixingRatio = Psychrometrics.MixingRatio(temperature, 45);
        Co2 = 480;
    }

    /// <summary>Parts per million.</summary>
    public double Co2 { get; private set; }

    /// <summary>Grams of water a kilogram of dry air.</summary>
    public double MixingRatio { get; private set; }

    /// <summary>14 litres a second for every person; the central unit humidifies or dries what it sends to between 38 and 47 % in the room.</summary>
    public void Advance(double temperature, double people, double outdoorMixingRatio, in Airing airing, TimeSpan step)
    {
        var seconds = step.TotalSeconds;
        var flow = airing.FreshAir * ((airing.UnitOn ? 0.012 : 0.006) + (0.014 * people));
        var exchanged = 1 - Math.Exp(-flow / _volume * seconds);

        Co2 += (exchanged * (OutdoorCo2 - Co2)) + (people * Co2PerPerson * 1e6 * seconds / _volume);

        var supply = Math.Clamp(outdoorMixingRatio, Psychrometrics.MixingRatio(temperature, 38), Psychrometrics.MixingRatio(temperature, 47));
        MixingRatio += (exchanged * (supply - MixingRatio)) + (people * WaterPerPerson * seconds / (AirDensity * _volume));
        DryAtTheCoil(airing.CoolingShare, seconds);
    }

    /// <summary>Air that passes the cooling coil leaves it saturated at 11 C; at full load the room's air passes four times an hour.</summary>
    private void DryAtTheCoil(double coolingShare, double seconds)
    {
        var coil = Psychrometrics.MixingRatio(11, 100);
        if (coolingShare > 0 && MixingRatio > coil)
            MixingRatio += (coil - MixingRatio) * (1 - Math.Exp(-4 * coolingShare * seconds / 3600));
    }
}
