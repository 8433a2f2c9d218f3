namespace Portal.Ipmi;

/// <summary>A command's place on the wire: network function and command number.</summary>
public readonly record struct CommandCode(NetFn NetFn, byte Command)
{
    /// <summary>Prints as <c>NetFn App, command 01h</c>.</summary>
    public override string ToString() => $"NetFn {NetFn}, command {Command:X2}h";
}
