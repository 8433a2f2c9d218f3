using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Command Support, IPMI 2.0 §21.3: which commands of a network function exist, for half of the command numbers.</summary>
/// <param name="NetFn">Network function of the requests.</param>
/// <param name="Channel">Channel that the commands come by; 0Eh is this one.</param>
public sealed record GetCommandSupport(NetFn NetFn, byte Channel = 0x0E) : IpmiRequest<CommandMask>
{
    /// <summary>Commands 80h to FFh instead of 00h to 7Fh.</summary>
    public bool UpperHalf { get; init; }

    /// <summary>Logical unit that the commands go to.</summary>
    public Lun TargetLun { get; init; }

    /// <summary>Body code (network function 2Ch) or IANA enterprise number (2Eh), which those two need.</summary>
    public int? Body { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x0A);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    [3:0] channel
            2    [7:6] 0 commands 00h to 7Fh, 1 commands 80h to FFh; [5:0] network function
            3    [1:0] LUN
            (4-) body code, or IANA enterprise number (3)  */
        FirewallTarget.Write(ref writer, Channel, NetFn, TargetLun, Body, UpperHalf);
    }

    /// <inheritdoc />
    protected internal override CommandMask Read(ref IpmiReader reader)
    {
        /*  1-16  a bit per command, 0: it exists  */
        return CommandMask.Read(ref reader, UpperHalf, inverted: true);
    }
}
