using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Channel Access, IPMI 2.0 §22.23.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="Stored">The setting that is kept over a restart; otherwise the one in force.</param>
public sealed record GetChannelAccess(byte Channel, bool Stored = false) : IpmiRequest<ChannelAccess>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x41);

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
            2  [7:6] 1 stored, 2 in force  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)(Stored ? 0x40 : 0x80));
    }

    /// <inheritdoc />
    protected internal override ChannelAccess Read(ref IpmiReader reader)
    {
        /*  1  [5] alerting disabled, [4] per-message authentication disabled, [3] user-level authentication disabled, [2:0] access mode
            2  [3:0] privilege limit  */
        var access = reader.ReadByte();
        return new ChannelAccess((ChannelAccessMode)(access & 0x07), (PrivilegeLevel)(reader.ReadByte() & 0x0F))
        {
            Alerting = (access & 0x20) == 0,
            PerMessageAuthentication = (access & 0x10) == 0,
            UserLevelAuthentication = (access & 0x08) == 0,
        };
    }
}
