using Portal.Ipmi;
using Portal.Ipmi.Commands.Storage;

namespace Portal.Fleet.Events;

/// <summary>Remembers under which reservation a log was cleared: a part of the proof.</summary>
internal sealed class WitnessConnection(IIpmiConnection connection) : IIpmiConnection
{
    /// <summary>The reservation that went with the last order to clear; 0 when the BMC has none.</summary>
    public ushort Reservation { get; private set; }

    public ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
    {
        if (request is ClearSel { Start: true } clear)
            Reservation = clear.ReservationId;
        return connection.SendAsync(request, ct);
    }
}
