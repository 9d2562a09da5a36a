using System.Globalization;
using System.Numerics;
using System.Text;

namespace Millrace.Avro.Generator.Emit;

/// <summary>Literals of C#.</summary>
internal static class CSharpLiterals
{
    public static string Text(string value)
    {
        var output = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                output.Append('\\').Append(c);
            else if (c is < ' ' or > '~')
                output.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                output.Append(c);
        }

        return output.Append('"').ToString();
    }

    public static string Bytes(string codePoints) =>
        "new byte[] { " + string.Join(", ", codePoints.Select(c => ((int)c).ToString(CultureInfo.InvariantCulture))) + " }";

    /// <summary>A decimal whose unscaled number, in two's complement, stands as code points.</summary>
    public static string Decimal(string codePoints, int scale)
    {
        var unscaled = new BigInteger(codePoints.Select(c => (byte)c).Reverse().ToArray());
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var point = digits.Length - scale;
        return (unscaled.Sign < 0 ? "-" : "") + digits.Substring(0, point) + (scale > 0 ? "." + digits.Substring(point) : "") + "m";
    }

    public static string Double(string json) => double.Parse(json, CultureInfo.InvariantCulture) switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => json + "d",
    };

    public static string Float(string json) => float.Parse(json, CultureInfo.InvariantCulture) switch
    {
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        _ => json + "f",
    };
}
