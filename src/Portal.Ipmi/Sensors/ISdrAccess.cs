using Portal.Ipmi.Commands.Storage;

namespace Portal.Ipmi.Sensors;

/// <summary>Reservation and record reads: the SDR repository's, or a device's own.</summary>
internal interface ISdrAccess
{
    ValueTask<ushort> ReserveAsync(CancellationToken ct);

    ValueTask<SdrPart> GetAsync(ushort reservation, ushort recordId, byte offset, byte count, CancellationToken ct);
}
