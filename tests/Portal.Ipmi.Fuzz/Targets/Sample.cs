using System.Reflection;

namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>Makes arguments for constructors and decoders out of nothing: in some variants, so that what depends on them is met too.</summary>
internal static class Sample
{
    private const int Deepest = 4;

    /// <summary>A value of the type; throws when it knows none.</summary>
    public static object? Of(Type type, int variant, int depth = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return variant == 0 ? null : Of(underlying, variant, depth);
        if (typeof(Delegate).IsAssignableFrom(type) || type == typeof(nint) || type == typeof(nuint))
            throw new NotSupportedException($"No sample of {type}.");
        if (type == typeof(string))
            return "name";
        if (type == typeof(bool))
            return variant % 2 == 1;
        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(variant % values.Length);
        }

        if (type == typeof(ReadOnlyMemory<byte>))
            return new ReadOnlyMemory<byte>(new byte[variant * 4]);
        if (type == typeof(SecretBytes))
            return new SecretBytes(new byte[16]);
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.UnixEpoch.AddDays(20000 + variant);
        if (type == typeof(TimeSpan))
            return TimeSpan.FromSeconds(variant * 60);
        if (type == typeof(System.Net.IPAddress))
            return System.Net.IPAddress.Loopback;
        if (type == typeof(System.Net.NetworkInformation.PhysicalAddress))
            return new System.Net.NetworkInformation.PhysicalAddress([2, 0, 0, 0, 0, 1]);
        if (type.IsPrimitive)
            return Convert.ChangeType(variant, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type.IsArray)
            return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsGenericType && type.IsInterface && type.GetGenericArguments() is [var element] && type.IsAssignableFrom(element.MakeArrayType()))
            return Array.CreateInstance(element, 0);
        if (type.IsValueType && type.GetConstructors().Length == 0)
            return Activator.CreateInstance(type);
        if (type.IsAbstract && type.Assembly.GetTypes().Where(other => !other.IsAbstract && type.IsAssignableFrom(other)).MinBy(other => other.Name, StringComparer.Ordinal) is { } concrete)
            type = concrete;
        return depth < Deepest && !type.IsAbstract ? New(type, variant, depth) : throw new NotSupportedException($"No sample of {type}.");
    }

    /// <summary>An object of the type by the constructor that asks for most, required properties set.</summary>
    public static object New(Type type, int variant, int depth = 0)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(c => c.GetParameters() is not [var only] || only.ParameterType != type)
            .Where(c => c.GetParameters().All(p => !p.ParameterType.IsByRefLike && !p.ParameterType.IsByRef))
            .OrderByDescending(c => c.IsPublic).ThenByDescending(c => c.GetParameters().Length).FirstOrDefault();
        if (constructor is null && type.IsValueType)
            return Activator.CreateInstance(type)!;
        if (constructor is null)
            throw new NotSupportedException($"No constructor of {type}.");
        var arguments = constructor.GetParameters().Select(p => Of(p.ParameterType, variant, depth + 1)).ToArray();
        var made = constructor.Invoke(arguments);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && p.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null))
            property.SetValue(made, Of(property.PropertyType, variant, depth + 1));
        return made;
    }
}
