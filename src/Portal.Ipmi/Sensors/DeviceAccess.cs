using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Commands.Storage;

namespace Portal.Ipmi.Sensors;

/// <summary>Device SDRs of one LUN, IPMI 2.0 §35.3.</summary>
internal sealed class DeviceAccess(IIpmiConnection connection, Lun lun) : ISdrAccess
{
    public ValueTask<ushort> ReserveAsync(CancellationToken ct) => connection.SendAsync(new ReserveDeviceSdrRepository { Lun = lun }, ct);

    public ValueTask<SdrPart> GetAsync(ushort reservation, ushort recordId, byte offset, byte count, CancellationToken ct) =>
        connection.SendAsync(new GetDeviceSdr(reservation, recordId, offset, count) { Lun = lun }, ct);
}
