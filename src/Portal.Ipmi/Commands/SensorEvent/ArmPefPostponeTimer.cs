using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Arm PEF Postpone Timer, IPMI 2.0 §30.2: gives software time to handle events before PEF does; answers the present countdown in seconds.</summary>
/// <param name="Seconds">01h to FDh: seconds; <see cref="DisableTimer"/>, <see cref="DisablePef"/> or <see cref="ReadOnly"/>.</param>
public sealed record ArmPefPostponeTimer(byte Seconds) : IpmiRequest<byte>
{
    /// <summary>PEF handles events at once.</summary>
    public const byte DisableTimer = 0x00;

    /// <summary>PEF is off until the next reset or power change.</summary>
    public const byte DisablePef = 0xFE;

    /// <summary>Only read the countdown.</summary>
    public const byte ReadOnly = 0xFF;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x11);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  timeout in seconds; 00h, FEh, FFh special  */
        writer.WriteByte(Seconds);
    }

    /// <inheritdoc />
    protected internal override byte Read(ref IpmiReader reader)
    {
        /*  1  present countdown  */
        return reader.ReadByte();
    }
}
