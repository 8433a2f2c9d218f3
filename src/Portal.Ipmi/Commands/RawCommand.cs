using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands;

/// <summary>Any command, as bytes. Sent once: nobody knows what a repetition would do, unless <see cref="MayRepeat"/> says so.</summary>
/// <param name="NetFn">Network function of the request, even.</param>
/// <param name="Command">Command number.</param>
/// <param name="Data">Request data, without NetFn, command or checksums.</param>
public sealed record RawCommand(NetFn NetFn, byte Command, ReadOnlyMemory<byte> Data) : IpmiRequest<byte[]>
{
    /// <summary>The command only reads, so a lost answer may be asked for again.</summary>
    public bool MayRepeat { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn, Command);

    /// <inheritdoc />
    public override bool IsIdempotent => MayRepeat;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer) => writer.WriteBytes(Data.Span);

    /// <inheritdoc />
    protected internal override byte[] Read(ref IpmiReader reader) => reader.ReadRest().ToArray();
}
