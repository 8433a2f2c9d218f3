namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Where a controller sends its event messages, IPMI 2.0 §29.1.</summary>
/// <param name="SlaveAddress">8-bit slave address, 20h for the BMC; <see cref="Disabled"/>: nowhere.</param>
/// <param name="ReceiverLun">LUN there.</param>
public sealed record EventReceiver(byte SlaveAddress, Lun ReceiverLun)
{
    /// <summary>Slave address that stops the generation of event messages.</summary>
    public const byte Disabled = 0xFF;
}
