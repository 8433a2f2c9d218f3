using System.Diagnostics.CodeAnalysis;
using System.Text;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Set User Name, IPMI 2.0 §22.28.</summary>
/// <param name="UserId">The user, from 2: the first has no name and keeps none.</param>
/// <param name="Name">At most 16 bytes of UTF-8; empty takes the name away.</param>
public sealed record SetUserName(byte UserId, string Name) : IpmiRequest<Empty>
{
    /// <summary>Bytes of a name.</summary>
    public const int MaxLength = 16;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x45);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1     [5:0] user id
            2-17  name, padded with zeros  */
        Span<byte> name = stackalloc byte[MaxLength];
        name.Clear();
        if (!Encoding.UTF8.TryGetBytes(Name, name, out _))
            ThrowTooLong(Name);
        writer.WriteByte((byte)(UserId & 0x3F));
        writer.WriteBytes(name);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;

    [DoesNotReturn]
    private static void ThrowTooLong(string name) =>
        throw new ArgumentException($"A user name has at most {MaxLength} bytes, not {Encoding.UTF8.GetByteCount(name)}.");
}
