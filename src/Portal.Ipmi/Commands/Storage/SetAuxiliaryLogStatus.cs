using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Set Auxiliary Log Status, IPMI 2.0 §31.13: what Get Auxiliary Log Status answers from now on.</summary>
public sealed record SetAuxiliaryLogStatus(AuxiliaryLogType Log, AuxiliaryLogStatus Status) : IpmiRequest<Empty>
{
    private const int OemStatusBytes = 8;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x5B);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    [3:0] log type
            2-5  time of the last addition
            MCA: 6-9 entries, FFFFFFFFh: unspecified
            OEM: 6-8 OEM id, 9-16 status  */
        writer.WriteByte((byte)Log);
        writer.WriteUInt32(Status.LastAddition.Value);
        if (Log == AuxiliaryLogType.MachineCheck)
        {
            writer.WriteUInt32(Status.Entries ?? uint.MaxValue);
            return;
        }

        var oem = Status.OemId ?? 0;
        writer.WriteUInt16((ushort)oem);
        writer.WriteByte((byte)(oem >> 16));
        Span<byte> status = stackalloc byte[OemStatusBytes];
        status.Clear();
        Status.OemStatus.Span[..Math.Min(OemStatusBytes, Status.OemStatus.Length)].CopyTo(status);
        writer.WriteBytes(status);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
