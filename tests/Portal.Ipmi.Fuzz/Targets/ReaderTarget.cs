using System.Reflection;

namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>
/// A class that reads with many commands (its constructor asks for an <see cref="IIpmiConnection"/>), by one of its methods, against a BMC that answers anything. Slower than
/// a decoder, so it gets fewer inputs and more time; it must end, and with an <see cref="IpmiException"/> if at all.
/// </summary>
internal sealed class ReaderTarget : FuzzTarget
{
    private const int MostRequests = 200_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly ConstructorInfo _constructor;
    private readonly MethodInfo _method;

    private ReaderTarget(ConstructorInfo constructor, MethodInfo method, string name)
    {
        _constructor = constructor;
        _method = method;
        Name = name;
    }

    public override string Name { get; }

    public override int MaxInput => 1500;

    public override long MaxAllocated => 1L << 30;

    public override TimeSpan MaxTime => TimeSpan.FromSeconds(5);

    /// <summary>All methods of all such classes that give a task and whose arguments can be made.</summary>
    public static IEnumerable<ReaderTarget> Find(Assembly library)
    {
        foreach (var type in library.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }))
        {
            var constructor = type.GetConstructors().FirstOrDefault(c => c.GetParameters() is [var first, ..] && first.ParameterType == typeof(IIpmiConnection));
            if (constructor is null || typeof(IIpmiConnection).IsAssignableFrom(type) || !CanMake(constructor.GetParameters().Skip(1)))
                continue;
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(IsReader))
                yield return new ReaderTarget(constructor, method, $"{type.Name}.{method.Name}/{method.GetParameters().Length}");
        }
    }

    public override object? Run(ReadOnlySpan<byte> input)
    {
        var connection = new ScriptedConnection(input.ToArray(), input.Length, MostRequests);
        var reader = _constructor.Invoke([connection, .. _constructor.GetParameters().Skip(1).Select(Argument)]);
        object? result;
        try
        {
            result = _method.Invoke(reader, [.. _method.GetParameters().Select(Argument)]);
        }
        catch (TargetInvocationException e)
        {
            throw e.InnerException!;
        }

        var task = result as Task ?? (Task)result!.GetType().GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(result, null)!;
        if (!task.IsCompleted && !((IAsyncResult)task).AsyncWaitHandle.WaitOne(s_patience))
            throw new TimeoutException($"Still reading after {s_patience.TotalSeconds:0} s and {connection.Requests} requests.");
        task.GetAwaiter().GetResult();
        return task.GetType().GetProperty("Result")?.GetValue(task);
    }

    /// <summary>Arguments that make no sense are a caller's mistake, not a BMC's.</summary>
    public override bool IsExpected(Exception exception) => exception is IpmiException or ArgumentException;

    private static bool IsReader(MethodInfo method) =>
        (typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType.Name.StartsWith(nameof(ValueTask), StringComparison.Ordinal)) &&
        !method.ContainsGenericParameters && CanMake(method.GetParameters());

    private static bool CanMake(IEnumerable<ParameterInfo> parameters)
    {
        try
        {
            foreach (var parameter in parameters)
                Argument(parameter);
            return true;
        }
        catch (Exception e) when (e is NotSupportedException or TargetInvocationException or MissingMethodException)
        {
            return false;
        }
    }

    private static object? Argument(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
            return CancellationToken.None;
        if (parameter.ParameterType == typeof(TimeProvider))
            return new InstantTime();
        if (parameter is { HasDefaultValue: true, DefaultValue: null } && !HasClock(parameter.ParameterType))
            return null;
        var value = Sample.Of(parameter.ParameterType, 1);
        if (value is not null && parameter.ParameterType.GetProperty(nameof(TimeProvider)) is { CanWrite: true } clock)
            clock.SetValue(value, new InstantTime());
        return value;
    }

    private static bool HasClock(Type type) => type.GetProperty(nameof(TimeProvider)) is not null;
}
