using System.Net;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Consoles.Doctor;

/// <summary>
/// Reads from one BMC what a check needs, and nothing more. It changes nothing. A BMC that refuses a question is asked the next one all the same;
/// one that answers no more is left alone.
/// </summary>
internal sealed class DoctorReader(IIpmiConnection connection, string userName)
{
    private const byte ThisChannel = 0x0E;
    private const byte LastChannel = 0x0B;
    private const byte MostSlots = 16;

    private bool _isGone;
    private SessionInfo? _own;

    /// <summary>Reads what the check looks at into the facts.</summary>
    public async Task<DoctorFacts> ReadAsync(DoctorCheck check, DoctorFacts facts, CancellationToken ct) => check switch
    {
        DoctorCheck.Power => facts with { IsOn = await AskAsync(async () => (await connection.SendAsync(new GetChassisStatus(), ct)).IsOn) },
        DoctorCheck.SolEnabled => await ReadSolAsync(facts, ct),
        DoctorCheck.PayloadAccess => await ReadAccountAsync(facts, ct),
        DoctorCheck.Channel => facts with
        {
            ChannelAccess = await AskAsync(async () => await connection.SendAsync(new GetChannelAccess(facts.Channel ?? ThisChannel), ct)),
        },
        DoctorCheck.Line => await ReadLineAsync(facts, ct),
        DoctorCheck.BitRate => facts with { Serial = await ReadSerialAsync(facts.Channel, ct) },
        _ => facts,
    };

    private async Task<DoctorFacts> ReadSolAsync(DoctorFacts facts, CancellationToken ct)
    {
        var channel = await AskAsync(() => LanConfigurator.FindChannelAsync(connection, ct));
        var sol = await AskAsync(() => new SolConfigurator(connection, channel.IsKnown ? channel.Value : ThisChannel).ReadAsync(ct));
        return facts with { Channel = channel.IsKnown ? channel.Value : null, Sol = sol };
    }

    private async Task<DoctorFacts> ReadAccountAsync(DoctorFacts facts, CancellationToken ct)
    {
        var account = await FindAccountAsync(ct);
        if (!account.TryGet(out var slot))
            return facts with { Account = account };
        return facts with
        {
            Account = account,
            PayloadAccess = await AskAsync(async () => await connection.SendAsync(new GetUserPayloadAccess(facts.Channel ?? ThisChannel, slot), ct)),
        };
    }

    /// <summary>The slot of the account this session belongs to: the session knows it, and where it does not, the names are looked through.</summary>
    public async Task<Told<byte>> FindAccountAsync(CancellationToken ct)
    {
        var own = await AskAsync(async () => await connection.SendAsync(new GetSessionInfo(), ct));
        _own = own.Value;
        if (own.Value?.UserId is { } slot and > 0)
            return Told<byte>.Of(slot);
        for (byte id = 1; id <= MostSlots && !_isGone; id++)
        {
            var name = await AskAsync(async () => await connection.SendAsync(new GetUserName(id), ct));
            if (name.IsKnown && name.Value == userName)
                return Told<byte>.Of(id);
            if (!name.IsKnown && id > 2)
                break;
        }

        return default;
    }

    private async Task<DoctorFacts> ReadLineAsync(DoctorFacts facts, CancellationToken ct)
    {
        var active = await AskAsync(async () => (await connection.SendAsync(new GetPayloadActivationStatus(), ct)).IsActive(1));
        facts = facts with { IsActive = active };
        if (active is not { IsKnown: true, Value: true })
            return facts;
        var instance = await AskAsync(async () => await connection.SendAsync(new GetPayloadInstanceInfo(), ct));
        if (instance.Value is not { SessionId: not 0 } info)
            return facts;
        var owner = await AskAsync(async () => await connection.SendAsync(GetSessionInfo.ById(info.SessionId), ct));
        return owner.Value is not { Handle: not 0 } session ? facts : facts with
        {
            // 0.0.0.0 is what some answer who do not know.
            Owner = new SolOwner(
                IPAddress.Any.Equals(session.ConsoleAddress) ? null : session.ConsoleAddress, session.Privilege,
                _own is { UserId: { } ours, ConsoleAddress: { } from } && ours == session.UserId && from.Equals(session.ConsoleAddress) && session.Handle != _own.Handle),
        };
    }

    /// <summary>The bit rate of the BMC's first serial channel.</summary>
    private async Task<Told<SerialBitRate>> ReadSerialAsync(byte? lan, CancellationToken ct)
    {
        for (byte number = 1; number <= LastChannel && !_isGone; number++)
        {
            if (number == lan)
                continue;
            var info = await AskAsync(async () => await connection.SendAsync(new GetChannelInfo(number), ct));
            if (info.Value is not { Medium: ChannelMedium.Serial })
                continue;
            var serial = await AskAsync(() => new SerialConfigurator(connection, number).ReadAsync(ct));
            return serial.Value?.BitRate is { } rate ? Told<SerialBitRate>.Of(rate) : default;
        }

        return default;
    }

    private async Task<Told<T>> AskAsync<T>(Func<Task<T>> ask)
    {
        if (_isGone)
            return default;
        try
        {
            return Told<T>.Of(await ask());
        }
        catch (IpmiCommandException e)
        {
            return Told<T>.Refused(e.CompletionCode);
        }
        catch (IpmiFormatException)
        {
            return Told<T>.Refused(CompletionCode.Ok);
        }
        catch (IpmiException e) when (e.Failure == IpmiFailure.CommandRefused)
        {
            return Told<T>.Refused(CompletionCode.InvalidCommand);
        }
        catch (IpmiException)
        {
            _isGone = true;
            return default;
        }
    }
}
