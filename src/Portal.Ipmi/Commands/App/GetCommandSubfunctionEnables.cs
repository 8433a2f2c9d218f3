using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Command Sub-function Enables, IPMI 2.0 §21.10: a bit for each sub-function, 0 to 63.</summary>
/// <param name="NetFn">Network function of the requests.</param>
/// <param name="Command">The command.</param>
/// <param name="Channel">Channel that the command comes by; 0Eh is this one.</param>
public sealed record GetCommandSubfunctionEnables(NetFn NetFn, byte Command, byte Channel = 0x0E) : IpmiRequest<ulong>
{
    /// <summary>Logical unit that the command goes to.</summary>
    public Lun TargetLun { get; init; }

    /// <summary>Body code (network function 2Ch) or IANA enterprise number (2Eh), which those two need.</summary>
    public int? Body { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x63);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    [3:0] channel
            2    [5:0] network function
            3    [1:0] LUN
            4    command
            (5-) body code, or IANA enterprise number (3)  */
        FirewallTarget.Write(ref writer, Channel, NetFn, TargetLun, Body, Command);
    }

    /// <inheritdoc />
    protected internal override ulong Read(ref IpmiReader reader)
    {
        /*  1-4    sub-functions 0 to 31
            (5-8)  sub-functions 32 to 63  */
        ulong bits = reader.ReadUInt32();
        return reader.Remaining >= 4 ? bits | ((ulong)reader.ReadUInt32() << 32) : bits;
    }
}
