using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Set Channel Access, IPMI 2.0 §22.22. What is in force can lock out the one who sets it; what is stored takes effect at the next restart.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="Access">What to set.</param>
/// <param name="Stored">The setting that is kept over a restart; otherwise the one in force.</param>
public sealed record SetChannelAccess(byte Channel, ChannelAccess Access, bool Stored = false) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x40);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x82 => "not supported on this channel (for example it has no sessions)",
        0x83 => "access mode not supported",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] channel
            2  [7:6] 1 stored, 2 in force; [5] alerting disabled, [4] per-message authentication disabled, [3] user-level authentication disabled, [2:0] access mode
            3  [7:6] 1 stored, 2 in force; [3:0] privilege limit  */
        var which = Stored ? 0x40 : 0x80;
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)(which | (Access.Alerting ? 0 : 0x20) | (Access.PerMessageAuthentication ? 0 : 0x10) | (Access.UserLevelAuthentication ? 0 : 0x08) | ((byte)Access.Mode & 0x07)));
        writer.WriteByte((byte)(which | ((byte)Access.PrivilegeLimit & 0x0F)));
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
