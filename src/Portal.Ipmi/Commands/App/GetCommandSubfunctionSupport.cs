using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Command Sub-function Support, IPMI 2.0 §21.4: what a command can do, and after which specification.</summary>
/// <param name="NetFn">Network function of the requests.</param>
/// <param name="Command">The command.</param>
/// <param name="Channel">Channel that the command comes by; 0Eh is this one.</param>
public sealed record GetCommandSubfunctionSupport(NetFn NetFn, byte Command, byte Channel = 0x0E) : IpmiRequest<CommandSubfunctionSupport>
{
    /// <summary>Logical unit that the command goes to.</summary>
    public Lun TargetLun { get; init; }

    /// <summary>Body code (network function 2Ch) or IANA enterprise number (2Eh), which those two need.</summary>
    public int? Body { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x0B);

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
    protected internal override CommandSubfunctionSupport Read(ref IpmiReader reader)
    {
        /*  1     [7:4] specification type, [3:0] errata; of a group or an OEM: its errata
            2     specification version, BCD with the digits exchanged
            3     specification revision, BCD
            4-7   sub-functions 0 to 31, 0: it exists
            (8-11) sub-functions 32 to 63  */
        var type = reader.ReadByte();
        var version = reader.ReadByte();
        var revision = reader.ReadByte();
        ulong bits = reader.ReadUInt32();
        bits |= reader.Remaining >= 4 ? (ulong)reader.ReadUInt32() << 32 : 0xFFFFFFFF_00000000;
        return new CommandSubfunctionSupport(type, version, revision, ~bits);
    }
}
