namespace Millrace.Simulation;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014): the same numbers for the same seed
/// on every platform and every version of .NET, which <see cref="Random"/> does not promise.
/// </summary>
internal sealed class SimulationRandom
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _state;
    private double _spareGaussian = double.NaN;

    public SimulationRandom(long seed) => _state = Mix(unchecked((ulong)seed) + Gamma);

    /// <summary>A generator of its own for one purpose, so that one purpose drawing more numbers does not change the others.</summary>
    public static SimulationRandom For(long seed, Purpose purpose, long index = 0) => new(unchecked((long)Hash(seed, (long)purpose, index)));

    /// <summary>A number that depends on its arguments alone.</summary>
    public static ulong Hash(long seed, long a, long b) => Mix(Mix(Mix(unchecked((ulong)seed) + Gamma) + unchecked((ulong)a) + Gamma) + unchecked((ulong)b) + Gamma);

    /// <summary>A number in [0, 1) that depends on its arguments alone.</summary>
    public static double Uniform(long seed, long a, long b) => ToUnit(Hash(seed, a, b));

    public ulong NextUInt64() => Mix(_state += Gamma);

    /// <summary>In [0, 1).</summary>
    public double NextDouble() => ToUnit(NextUInt64());

    public double Between(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>In [low, high], both included.</summary>
    public int Between(int low, int high) => low + (int)(NextDouble() * (high - low + 1));

    public bool Chance(double probability) => NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Between(0, from.Count - 1)];

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            var spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }

        double u, v, s;
        do
        {
            u = (2 * NextDouble()) - 1;
            v = (2 * NextDouble()) - 1;
            s = (u * u) + (v * v);
        }
        while (s is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(s) / s);
        _spareGaussian = v * scale;
        return u * scale;
    }

    /// <summary>A sensor's noise: normal, but never beyond three standard deviations.</summary>
    public double Noise(double standardDeviation) => Math.Clamp(NextGaussian(), -3, 3) * standardDeviation;

    private static double ToUnit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    internal enum Purpose
    {
        Layout = 1,
        Weather,
        Occupancy,
        SetPoint,
        RoomNoise,
        Faults,
        Poison,
        Fleet,
    }
}
