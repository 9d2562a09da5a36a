namespace Millrace.Simulation.Buildings;

/// <summary>
/// Moist air. Saturation pressure by the Magnus formula with the coefficients of Alduchov and Eskridge
/// ("Improved Magnus form approximation of saturation vapor pressure", 1996): a = 17.625, b = 243.04 C, 6.1094 hPa at 0 C.
/// </summary>
internal static class Psychrometrics
{
    private const double A = 17.625;
    private const double B = 243.04;
    private const double PressureHectopascal = 1013.25;

    /// <summary>Relative humidity in percent, at most 100, from temperature and dew point in degrees Celsius.</summary>
    public static double RelativeHumidity(double temperature, double dewPoint) =>
        Math.Clamp(100 * Math.Exp((A * dewPoint / (B + dewPoint)) - (A * temperature / (B + temperature))), 0, 100);

    /// <summary>Grams of water a kilogram of dry air holds at this temperature (C) and relative humidity (percent).</summary>
    public static double MixingRatio(double temperature, double relativeHumidity)
    {
        var vapour = relativeHumidity / 100 * SaturationPressure(temperature);
        return 622 * vapour / (PressureHectopascal - vapour);
    }

    /// <summary>Relative humidity in percent from temperature (C) and mixing ratio (g/kg).</summary>
    public static double RelativeHumidityOf(double temperature, double mixingRatio)
    {
        var vapour = mixingRatio * PressureHectopascal / (622 + mixingRatio);
        return Math.Clamp(100 * vapour / SaturationPressure(temperature), 0, 100);
    }

    private static double SaturationPressure(double temperature) => 6.1094 * Math.Exp(A * temperature / (B + temperature));
}
