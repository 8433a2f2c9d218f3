using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Portal.Ipmi.Fuzz;

/// <summary>Reads everything that a decoded thing shows: a decoder must not leave a trap for who looks at its result.</summary>
internal static class Onlooker
{
    private const int Deepest = 5;
    private const int MostElements = 300;
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_properties = new();

    /// <summary>Null when all could be read; otherwise what could not.</summary>
    public static string? Look(object value)
    {
        try
        {
            Look(value, 0);
            return null;
        }
        catch (Exception e)
        {
            return $"The result of type {value.GetType().Name} cannot be looked at: {e.InnerException ?? e}";
        }
    }

    private static void Look(object? value, int depth)
    {
        if (value is null or string || depth > Deepest || value.GetType().IsPrimitive || value.GetType().IsEnum)
            return;
        if (value is IEnumerable elements)
        {
            var count = 0;
            foreach (var element in elements)
            {
                if (++count > MostElements)
                    break;
                Look(element, depth + 1);
            }

            return;
        }

        var type = value.GetType();
        if (type.Assembly != typeof(IpmiException).Assembly)
            return;
        _ = value.ToString();
        foreach (var property in s_properties.GetOrAdd(type, Readable))
            Look(property.GetValue(value), depth + 1);
    }

    private static PropertyInfo[] Readable(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike)];
}
