using Portal.Ipmi.Commands.Storage;

namespace Portal.Ipmi.Sensors;

/// <summary>The SDR repository, IPMI 2.0 §33.</summary>
internal sealed class RepositoryAccess(IIpmiConnection connection) : ISdrAccess
{
    public ValueTask<ushort> ReserveAsync(CancellationToken ct) => connection.SendAsync(new ReserveSdrRepository(), ct);

    public ValueTask<SdrPart> GetAsync(ushort reservation, ushort recordId, byte offset, byte count, CancellationToken ct) =>
        connection.SendAsync(new GetSdr(reservation, recordId, offset, count), ct);
}
