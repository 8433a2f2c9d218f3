using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Set Session Privilege Level, IPMI 2.0 §22.18. Answers the level that is in force; <see cref="PrivilegeLevel.Highest"/> only asks for it.</summary>
public sealed record SetSessionPrivilegeLevel(PrivilegeLevel Level) : IpmiRequest<PrivilegeLevel>
{
    /// <summary>Completion code: the level is not available for this user.</summary>
    internal const CompletionCode NotAvailableForUser = (CompletionCode)0x80;

    /// <summary>Completion code: the level exceeds the limit of the channel or the user.</summary>
    internal const CompletionCode ExceedsLimit = (CompletionCode)0x81;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x3B);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] requested privilege level  */
        writer.WriteByte((byte)Level);
    }

    /// <inheritdoc />
    protected internal override PrivilegeLevel Read(ref IpmiReader reader)
    {
        /*  1  new privilege level  */
        return (PrivilegeLevel)(reader.ReadByte() & 0x0F);
    }
}
