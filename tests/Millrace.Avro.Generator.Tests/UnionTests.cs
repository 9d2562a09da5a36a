using System.Reflection;

namespace Millrace.Avro.Generator.Tests;

public sealed class UnionTests
{
    [Fact]
    public void A_union_of_several_types_is_a_choice_with_a_case_for_each_but_null()
    {
        var generation = Generation.Of(("R.avsc", Schemas.Record("R", """["null","int","string",{"type":"array","items":"long"}]""")));
        var property = generation.Load().GetType("Acme.R")!.GetProperty("Value")!;
        Assert.Equal("Acme.R+ValueChoice", property.PropertyType.FullName);
        Assert.True(property.PropertyType.IsAbstract);
        Assert.Equal(["Array", "Int", "String"], property.PropertyType.GetNestedTypes().Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["Int32", "String"], Conversions(property.PropertyType));
    }

    [Fact]
    public void Branches_of_one_csharp_type_are_cases_of_their_own()
    {
        var generation = Generation.Of(("R.avsc", Schemas.Record("R", """["bytes",{"type":"fixed","name":"F","size":2},{"type":"fixed","name":"Value","size":2}]""")));
        var choice = generation.Load().GetType("Acme.R")!.GetProperty("Value")!.PropertyType;
        Assert.Equal(["Bytes", "F", "ValueValue"], choice.GetNestedTypes().Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.Empty(Conversions(choice));
    }

    [Fact]
    public void A_union_of_one_type_is_that_type()
    {
        var type = Generation.Of(("R.avsc", Schemas.Record("R", """["string"]"""))).Load().GetType("Acme.R")!;
        Assert.Equal(typeof(string), type.GetProperty("Value")!.PropertyType);
    }

    [Fact]
    public void Choices_within_arrays_and_maps_and_beside_each_other_have_names_of_their_own()
    {
        var generation = Generation.Of(("R.avsc", """
            {"type":"record","name":"R","namespace":"acme","fields":[
                {"name":"value","type":{"type":"map","values":["int","string"]}},
                {"name":"valueValue","type":["long","string"],"default":7},
                {"name":"valueChoice","type":{"type":"array","items":["double","boolean",{"type":"array","items":["float","int"]}]},"default":[true,2.5,[1,2]]}]}
            """));
        Assert.Empty(generation.Diagnostics);
        var type = generation.Load().GetType("Acme.R")!;
        Assert.Equal(4, type.GetNestedTypes().Count(nested => nested.Name.Contains("Choice", StringComparison.Ordinal)));
        var record = Activator.CreateInstance(type)!;
        Assert.Equal("Long { Value = 7 }", type.GetProperty("ValueValue")!.GetValue(record)!.ToString());
        Assert.Equal(3, ((System.Collections.ICollection)type.GetProperty("ValueChoice")!.GetValue(record)!).Count);
    }

    [Fact]
    public void A_null_that_the_union_does_not_have_is_not_written()
    {
        var type = Generation.Of(("R.avsc", Schemas.Record("R", """["int","string"]"""))).Load().GetType("Acme.R")!;
        var encode = typeof(UnionTests).GetMethod(nameof(Encode), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);
        var error = Assert.Throws<TargetInvocationException>(() => encode.Invoke(null, [Activator.CreateInstance(type)]));
        Assert.Equal(AvroDataError.WrongType, Assert.IsType<AvroDataException>(error.InnerException).Error);
    }

    private static byte[] Encode<T>(T value)
        where T : IAvroRecord<T> => AvroBinary.ToArray(value);

    private static IEnumerable<string> Conversions(Type choice) => choice.GetMethods()
        .Where(method => method.Name == "op_Implicit").Select(method => method.GetParameters()[0].ParameterType.Name).Order(StringComparer.Ordinal);
}
