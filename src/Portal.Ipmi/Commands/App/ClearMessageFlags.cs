using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Clear Message Flags, IPMI 2.0 §22.3: also throws the messages away. Of use on the host's own interface.</summary>
/// <param name="Flags">The flags to clear.</param>
public sealed record ClearMessageFlags(MessageFlags Flags) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x30);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [7:5] OEM, [3] watchdog pre-timeout, [1] event message buffer, [0] receive queue  */
        writer.WriteByte((byte)((byte)Flags & 0xEB));
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
