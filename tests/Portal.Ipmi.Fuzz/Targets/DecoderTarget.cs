using System.Reflection;
using System.Reflection.Emit;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>A static method one of whose arguments is bytes, or a reader of bytes. The other arguments are samples.</summary>
internal sealed class DecoderTarget : FuzzTarget
{
    private const int LongInput = 4096;
    private readonly Decoder _decoder;
    private readonly object?[] _arguments;

    private DecoderTarget(string name, Decoder decoder, object?[] arguments)
    {
        Name = name;
        _decoder = decoder;
        _arguments = arguments;
    }

    private delegate object? Decoder(ReadOnlySpan<byte> input, object?[] arguments);

    public override string Name { get; }

    public override int MaxInput => LongInput;

    /// <summary>The method as a target, with one variant of its further arguments.</summary>
    public static DecoderTarget Of(MethodInfo method, string name, int variant)
    {
        var parameters = method.GetParameters();
        var arguments = parameters.Select(p => IsInput(p) || p.ParameterType.IsByRef || p.ParameterType.IsByRefLike ? null : Sample.Of(p.ParameterType, variant)).ToArray();
        return new DecoderTarget(name, Compile(method, parameters), arguments);
    }

    /// <summary>The argument that the input is for.</summary>
    public static bool IsInput(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(ReadOnlySpan<byte>) || parameter.ParameterType == typeof(ReadOnlyMemory<byte>) ||
        parameter.ParameterType == typeof(byte[]) || parameter.ParameterType == typeof(IpmiReader).MakeByRefType();

    public override object? Run(ReadOnlySpan<byte> input) => _decoder(input, _arguments);

    /// <summary>Spans cannot be passed by reflection, so a small method passes them.</summary>
    private static Decoder Compile(MethodInfo method, ParameterInfo[] parameters)
    {
        var caller = new DynamicMethod($"Call{method.Name}", typeof(object), [typeof(ReadOnlySpan<byte>), typeof(object?[])], typeof(DecoderTarget).Module, skipVisibility: true);
        var il = caller.GetILGenerator();
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i].ParameterType;
            if (IsInput(parameters[i]))
            {
                LoadInput(il, type);
            }
            else if (type.IsByRef)
            {
                il.Emit(OpCodes.Ldloca, il.DeclareLocal(type.GetElementType()!));
            }
            else if (type.IsByRefLike)
            {
                var local = il.DeclareLocal(type);
                il.Emit(OpCodes.Ldloca, local);
                il.Emit(OpCodes.Initobj, type);
                il.Emit(OpCodes.Ldloc, local);
            }
            else
            {
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Ldc_I4, i);
                il.Emit(OpCodes.Ldelem_Ref);
                il.Emit(OpCodes.Unbox_Any, type);
            }
        }

        il.Emit(OpCodes.Call, method);
        if (method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Ldnull);
        }
        else if (method.ReturnType.IsByRefLike)
        {
            il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Ldnull);
        }
        else if (method.ReturnType.IsValueType)
        {
            il.Emit(OpCodes.Box, method.ReturnType);
        }

        il.Emit(OpCodes.Ret);
        return caller.CreateDelegate<Decoder>();
    }

    private static void LoadInput(ILGenerator il, Type type)
    {
        if (type.IsByRef)
        {
            var reader = il.DeclareLocal(typeof(IpmiReader));
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Newobj, typeof(IpmiReader).GetConstructor([typeof(ReadOnlySpan<byte>)])!);
            il.Emit(OpCodes.Stloc, reader);
            il.Emit(OpCodes.Ldloca, reader);
        }
        else if (type == typeof(ReadOnlySpan<byte>))
        {
            il.Emit(OpCodes.Ldarg_0);
        }
        else
        {
            il.Emit(OpCodes.Ldarga, 0);
            il.Emit(OpCodes.Call, typeof(ReadOnlySpan<byte>).GetMethod(nameof(ReadOnlySpan<byte>.ToArray))!);
            if (type == typeof(ReadOnlyMemory<byte>))
                il.Emit(OpCodes.Newobj, typeof(ReadOnlyMemory<byte>).GetConstructor([typeof(byte[])])!);
        }
    }
}
