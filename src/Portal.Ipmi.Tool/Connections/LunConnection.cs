namespace Portal.Ipmi.Tool.Connections;

/// <summary>Sends every command to one logical unit (<c>-l</c>).</summary>
internal sealed class LunConnection(IIpmiConnection inner, Lun lun) : IIpmiConnection
{
    public ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct) => inner.SendAsync(request with { Lun = lun }, ct);
}
