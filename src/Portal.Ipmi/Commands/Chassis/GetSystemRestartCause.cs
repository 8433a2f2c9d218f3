using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Get System Restart Cause, IPMI 2.0 §28.11.</summary>
public sealed record GetSystemRestartCause : IpmiRequest<SystemRestartCause>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x07);

    /// <inheritdoc />
    protected internal override SystemRestartCause Read(ref IpmiReader reader)
    {
        /*  1  [3:0] restart cause
            2  channel number; missing from some BMCs  */
        var cause = (RestartCause)(reader.ReadByte() & 0x0F);
        return new SystemRestartCause(cause, reader.Remaining > 0 ? (byte)(reader.ReadByte() & 0x0F) : null);
    }
}
