using Portal.Fleet.Access;
using Portal.Fleet.Configuration.Accounts;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Configuration.Channels;

/// <summary>Reading and changing who may come by which channel.</summary>
internal sealed class ChannelWork(TimeProvider time)
{
    private const byte ThisChannel = 0x0E;
    private const byte LastChannel = 0x0B;
    private const byte SystemInterface = 0x0F;

    public async Task<BmcChannelsView> ReadAsync(IIpmiConnection connection, CancellationToken ct)
    {
        var own = await FindOwnAsync(connection, ct);
        var channels = new List<BmcChannelView>();
        foreach (var info in await ListAsync(connection, ct))
        {
            var takes = info.Sessions != ChannelSessions.None;
            channels.Add(new BmcChannelView(
                info, info.Channel == own, takes ? await TryAsync(connection, new GetChannelAccess(info.Channel), ct) : null,
                takes ? await TryAsync(connection, new GetChannelAccess(info.Channel, Stored: true), ct) : null));
        }

        if (channels.Count == 0)
            throw new BmcActionException("channels_unknown", "The BMC tells of no channel.");
        return new BmcChannelsView(channels, time.GetUtcNow());
    }

    /// <summary>Changes a channel's access and reads it back.</summary>
    /// <exception cref="BmcActionException">It would lock the portal out, the BMC refused, or another value is read back.</exception>
    public async Task<BmcChannelView> ChangeAsync(IIpmiConnection connection, byte channel, BmcChannelChange change, CancellationToken ct)
    {
        var before = (await ReadAsync(connection, ct)).Channels.FirstOrDefault(other => other.Info.Channel == channel) ?? throw new BmcActionException("channel_unknown", "The BMC has no such channel.");
        if (before.InForce is not { } now)
            throw new BmcActionException("channel_no_sessions", "This channel takes no sessions: there is no access to set.");
        var wanted = change.On(now);
        if (before.IsOwn && wanted.Mode != now.Mode && wanted.Mode is ChannelAccessMode.Disabled or ChannelAccessMode.PreBootOnly)
            throw new BmcActionException(AccountGuard.Code, "The portal comes by this channel: closing it would lock the portal out.");
        if (before.IsOwn && wanted.PrivilegeLimit != now.PrivilegeLimit && wanted.PrivilegeLimit < PrivilegeLevel.Administrator)
            throw new BmcActionException(AccountGuard.Code, "The portal comes by this channel: a lower limit would take from the portal what it needs.");

        // What is stored first: when that is refused, nothing in force has changed.
        if (change.Store && before.Stored is { } stored)
            await SetAsync(connection, channel, change.On(stored), isStored: true, ct);
        await SetAsync(connection, channel, wanted, isStored: false, ct);
        return before with { InForce = await TryAsync(connection, new GetChannelAccess(channel), ct), Stored = await TryAsync(connection, new GetChannelAccess(channel, Stored: true), ct) };
    }

    /// <summary>The number of the channel that the portal comes by.</summary>
    public static async Task<byte> FindOwnAsync(IIpmiConnection connection, CancellationToken ct)
    {
        if (await TryAsync(connection, new GetChannelInfo(), ct) is { Channel: > 0 and <= LastChannel } info)
            return info.Channel;
        if (await TryAsync(connection, new GetSessionInfo(), ct) is { Channel: { } told and > 0 and <= LastChannel })
            return told;
        try
        {
            return await LanConfigurator.FindChannelAsync(connection, ct);
        }
        catch (IpmiException e) when (e.Failure == IpmiFailure.CommandRefused)
        {
            return ThisChannel;
        }
    }

    /// <summary>Numbers of the channels that take sessions.</summary>
    public static async Task<IReadOnlyList<byte>> ListSessionChannelsAsync(IIpmiConnection connection, CancellationToken ct) =>
        [.. (await ListAsync(connection, ct)).Where(info => info.Sessions != ChannelSessions.None).Select(info => info.Channel)];

    private static async Task<List<ChannelInfo>> ListAsync(IIpmiConnection connection, CancellationToken ct)
    {
        var channels = new List<ChannelInfo>();
        foreach (var number in (byte[])[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, LastChannel, SystemInterface])
        {
            if (await TryAsync(connection, new GetChannelInfo(number), ct) is { Medium: not ChannelMedium.Reserved } info)
                channels.Add(info with { Channel = number });
        }

        return channels;
    }

    private static async Task SetAsync(IIpmiConnection connection, byte channel, ChannelAccess access, bool isStored, CancellationToken ct)
    {
        await connection.SendAsync(new SetChannelAccess(channel, access, isStored), ct);
        var read = await TryAsync(connection, new GetChannelAccess(channel, isStored), ct);
        if (read is not null && read != access)
            throw new BmcActionException("not_kept", $"The BMC took the {(isStored ? "stored" : "present")} access of channel {channel}, but reads back another one.");
    }

    private static async Task<T?> TryAsync<T>(IIpmiConnection connection, IpmiRequest<T> request, CancellationToken ct)
        where T : class
    {
        try
        {
            return await connection.SendAsync(request, ct);
        }
        catch (IpmiException e) when (e is IpmiCommandException or IpmiFormatException)
        {
            return null;
        }
    }
}
