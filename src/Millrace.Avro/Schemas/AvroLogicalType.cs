namespace Millrace.Avro;

/// <summary>A logical type and, for <see cref="AvroLogicalKind.Decimal"/>, its digits.</summary>
/// <param name="Kind">The meaning.</param>
/// <param name="Precision">Digits in all; 0 for all but decimals.</param>
/// <param name="Scale">Digits behind the point; 0 for all but decimals.</param>
public readonly record struct AvroLogicalType(AvroLogicalKind Kind, int Precision = 0, int Scale = 0);
