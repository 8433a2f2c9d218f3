using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>
/// Get Channel Authentication Capabilities on the present channel, IPMI 2.0 §22.13. <paramref name="Extended"/> asks for the
/// answer of IPMI 2.0; BMCs of before refuse that with CCh.
/// </summary>
public sealed record GetChannelAuthenticationCapabilities(PrivilegeLevel Privilege, bool Extended) : IpmiRequest<ChannelAuthenticationCapabilities>
{
    private const byte PresentChannel = 0x0E;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x38);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [7] answer of IPMI 2.0, [3:0] channel number
            2  [3:0] privilege level  */
        writer.WriteByte((byte)(PresentChannel | (Extended ? 0x80 : 0)));
        writer.WriteByte((byte)Privilege);
    }

    /// <inheritdoc />
    protected internal override ChannelAuthenticationCapabilities Read(ref IpmiReader reader)
    {
        /*  1    channel number
            2    [7] answer of IPMI 2.0, [5:0] authentication types of IPMI 1.5
            3    [5] K_G is set, [4] per-message authentication disabled, [3] user level authentication disabled,
                 [2] non-null user names, [1] null user names, [0] anonymous login
            4    [1] supports IPMI 2.0, [0] supports IPMI 1.5; reserved in the answer of IPMI 1.5
            5-7  OEM id
            8    OEM auxiliary data  */
        var channel = (byte)(reader.ReadByte() & 0x0F);
        var types = reader.ReadByte();
        var isExtended = (types & 0x80) != 0;
        var login = reader.ReadByte();
        var versions = isExtended && reader.Remaining > 0 ? reader.ReadByte() : (byte)0x01;
        return new ChannelAuthenticationCapabilities(
            channel,
            (byte)(types & 0x3F),
            SupportsIpmi20: (versions & 0x02) != 0,
            SupportsIpmi15: (versions & 0x01) != 0,
            KgSet: isExtended && (login & 0x20) != 0,
            PerMessageAuthenticationDisabled: (login & 0x10) != 0,
            UserLevelAuthenticationDisabled: (login & 0x08) != 0,
            NonNullUsers: (login & 0x04) != 0,
            NullUsers: (login & 0x02) != 0,
            AnonymousLogin: (login & 0x01) != 0);
    }
}
