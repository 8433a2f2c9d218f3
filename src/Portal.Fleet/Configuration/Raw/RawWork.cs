using Portal.Fleet.Access;
using Portal.Ipmi;
using Portal.Ipmi.Bridging;
using Portal.Ipmi.Commands;

namespace Portal.Fleet.Configuration.Raw;

/// <summary>Sends commands by number, once, within the policy.</summary>
internal sealed class RawWork(RawPolicy policy, TimeProvider time)
{
    public RawPolicy Policy { get; } = policy;

    /// <exception cref="BmcActionException">The policy does not let it.</exception>
    public void Check(RawRequest request)
    {
        if (request.Data.Length > RawRequest.MaxData)
            throw new BmcActionException("raw_too_long", $"A command has at most {RawRequest.MaxData} bytes of data.");
        if (Policy.Refuse(request.NetFn, request.Command, request.Data.Span) is { } why)
            throw new BmcActionException("raw_not_allowed", why);
        if (request.Target is null && request.Channel != 0)
            throw new BmcActionException("raw_target_missing", "A channel needs a target: the address of a controller behind the BMC.");
        if (request.Target is not { } target)
            return;
        if (!Policy.AllowsBridging)
            throw new BmcActionException("raw_not_allowed", "Portal:Bmc:RawBridging does not let commands go on to the controllers behind the BMC.");
        if ((target & 1) != 0 || request.Channel > 0x0B)
            throw new BmcActionException("raw_target_invalid", "A controller has an even address, on a channel from 0 to 11.");
    }

    public async Task<RawAnswer> SendAsync(IIpmiConnection connection, RawRequest request, CancellationToken ct)
    {
        Check(request);
        if (request.Target is { } target)
            connection = ((IBridgingConnection)connection).Behind(new SatelliteAddress(target, request.Channel));
        var started = time.GetTimestamp();
        try
        {
            var data = await connection.SendAsync(new RawCommand((NetFn)request.NetFn, request.Command, request.Data), ct);
            return new RawAnswer(CompletionCode.Ok, CompletionCode.Ok.Describe(), data, time.GetElapsedTime(started));
        }
        catch (IpmiCommandException e)
        {
            return new RawAnswer(e.CompletionCode, e.CompletionCode.Describe(), default, time.GetElapsedTime(started));
        }
    }
}
