using System.Reflection;
using System.Runtime.CompilerServices;
using Portal.Ipmi.Fuzz.Targets;

namespace Portal.Ipmi.Fuzz;

/// <summary>
/// Everything there is to try. Commands (every <see cref="IpmiRequest{TResponse}"/>) and decoders (every static method of the library one of whose arguments is bytes and
/// whose name starts with one of <see cref="s_names"/>) are found by reflection, so a new one is in without a word; what has state is in <see cref="StatefulTargets"/>.
/// </summary>
internal static class FuzzTargets
{
    private const int Variants = 3;
    private static readonly List<string> s_unmade = [];
    private static readonly string[] s_names = ["Parse", "TryParse", "Read", "TryRead", "Decode", "TryDecode", "Interpret", "Describe", "From"];

    /// <summary>All targets, by name.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = [.. Requests().Concat(Decoders()).Concat(StatefulTargets.All).OrderBy(target => target.Name, StringComparer.Ordinal)];

    /// <summary>What was found and could not be made into a target: to be helped by <see cref="Sample"/>.</summary>
    public static IReadOnlyList<string> Unmade => s_unmade;

    /// <summary>All commands of the library, those of open generic types apart: they hold others.</summary>
    public static IEnumerable<Type> RequestTypes => Library.GetTypes().Where(type => !type.IsAbstract && !type.ContainsGenericParameters && ResponseOf(type) is not null);

    private static Assembly Library => typeof(IpmiException).Assembly;

    private static IEnumerable<FuzzTarget> Requests()
    {
        foreach (var type in RequestTypes)
        {
            for (var variant = 0; variant < Variants; variant++)
            {
                if (TryNew(type, variant) is not { } request)
                    continue;
                var target = typeof(RequestTarget<>).MakeGenericType(ResponseOf(type)!);
                yield return (FuzzTarget)Activator.CreateInstance(target, request, variant == 0 ? type.Name : $"{type.Name}#{variant}")!;
                if (type.GetConstructors().All(c => c.GetParameters().Length == 0 || c.GetParameters() is [{ } only] && only.ParameterType == type))
                    break;
            }
        }
    }

    private static IEnumerable<FuzzTarget> Decoders()
    {
        const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var type in Library.GetTypes().Where(type => !type.ContainsGenericParameters && !type.IsDefined(typeof(CompilerGeneratedAttribute))))
        {
            foreach (var method in type.GetMethods(AnyStatic).Where(IsDecoder))
            {
                var parameters = method.GetParameters().Length;
                var overload = type.GetMethods(AnyStatic).Count(other => other.Name == method.Name) > 1 ? $"/{parameters}" : "";
                for (var variant = 0; variant < (parameters == 1 ? 1 : Variants); variant++)
                {
                    if (TryMake(method, $"{type.Name}.{method.Name}{overload}{(variant == 0 ? "" : $"#{variant}")}", variant) is { } target)
                        yield return target;
                }
            }
        }
    }

    /// <summary>Private methods are met through those that call them, and may rely on what those have checked.</summary>
    private static bool IsDecoder(MethodInfo method) =>
        !method.IsPrivate && !method.ContainsGenericParameters && s_names.Any(name => method.Name.StartsWith(name, StringComparison.Ordinal)) &&
        method.GetParameters().Count(DecoderTarget.IsInput) == 1;

    private static DecoderTarget? TryMake(MethodInfo method, string name, int variant)
    {
        try
        {
            return DecoderTarget.Of(method, name, variant);
        }
        catch (Exception e) when (e is TargetInvocationException or NotSupportedException)
        {
            if (variant == 0)
                s_unmade.Add($"{name}: {(e.InnerException ?? e).Message}");
            return null;
        }
    }

    private static object? TryNew(Type type, int variant)
    {
        try
        {
            return Sample.New(type, variant);
        }
        catch (Exception e) when (e is TargetInvocationException or NotSupportedException)
        {
            // A constructor may refuse one sample, but not all.
            if (variant == 0)
                s_unmade.Add($"{type.Name}: {(e.InnerException ?? e).Message}");
            return null;
        }
    }

    private static Type? ResponseOf(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IpmiRequest<>))
                return type.GetGenericArguments()[0];
        }

        return null;
    }
}
