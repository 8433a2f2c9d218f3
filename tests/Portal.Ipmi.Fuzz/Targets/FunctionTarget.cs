namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>Any function of bytes: a line in <see cref="StatefulTargets"/> for what several steps decode.</summary>
internal sealed class FunctionTarget(string name, FunctionTarget.Function function) : FuzzTarget
{
    internal delegate object? Function(ReadOnlySpan<byte> input);

    public override string Name => name;

    public override object? Run(ReadOnlySpan<byte> input) => function(input);
}
