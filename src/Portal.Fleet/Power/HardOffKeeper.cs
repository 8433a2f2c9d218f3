using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.Power;

/// <summary>
/// Power-offs that wait for a shutdown. They are rows, so a restart of the portal forgets none; but one whose time came while nobody watched is not carried out:
/// a person is asked. A row leaves the database before its command leaves for the BMC, so that none is ever sent twice.
/// </summary>
internal sealed partial class HardOffKeeper(
    IDbContextFactory<PortalDb> dbs, ServerRegistry servers, GrantCache grants, PowerService power, StatusBoard board, TimeProvider time, ILogger<HardOffKeeper> logger) : BackgroundService
{
    /// <summary>Between two looks whether a host has gone off by itself, while any is waited for.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<BmcId, HardOff> _waiting = new();
    private readonly Pulse _changed = new();

    /// <summary>Lets power be cut when the time has come and the host is still on. One per server; a new one takes the place of the old.</summary>
    public async Task<HardOffView> ArmAsync(Caller caller, Server server, PowerOperationId soft, TimeSpan after, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var row = new HardOff
        {
            ServerId = server.Id,
            SoftOperationId = soft,
            Epoch = server.Epoch,
            ArmedAt = now,
            DueAt = now + after,
            State = HardOffState.Counting,
            UserId = caller.UserId,
            UserName = caller.Name,
            TokenId = caller.TokenId,
        };
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.HardOffs.Where(other => other.ServerId == server.Id).ExecuteDeleteAsync(ct);
            db.HardOffs.Add(row);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        Show(row);
        return HardOffView.Of(row);
    }

    /// <summary>What waits for a server; null when nothing does.</summary>
    public HardOff? Find(BmcId server) => _waiting.GetValueOrDefault(server);

    /// <summary>The power stays on. False when nothing waited.</summary>
    public async Task<bool> DropAsync(BmcId server, CancellationToken ct)
    {
        await using (var db = await dbs.CreateDbContextAsync(ct))
            await db.HardOffs.Where(row => row.ServerId == server).ExecuteDeleteAsync(ct);
        var dropped = _waiting.TryRemove(server, out _);
        if (dropped)
            Show(server, null);
        return dropped;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using (var db = await dbs.CreateDbContextAsync(cancellationToken))
        {
            await db.HardOffs.Where(row => row.DueAt <= now).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, HardOffState.Asking), cancellationToken);
            foreach (var row in await db.HardOffs.AsNoTracking().ToListAsync(cancellationToken))
                Show(row);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var changed = _changed.Next;
                foreach (var row in _waiting.Values)
                    await LookAsync(row, stoppingToken);
                if (_waiting.IsEmpty)
                {
                    await changed.WaitAsync(stoppingToken);
                    continue;
                }

                await Task.WhenAny(changed, Task.Delay(s_look, time, stoppingToken));
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The rows wait for the next start.
        }
    }

    private async Task LookAsync(HardOff row, CancellationToken ct)
    {
        try
        {
            var status = board.Get(row.ServerId);
            if (await servers.FindAsync(row.ServerId, ct) is not { } server || server.Epoch != row.Epoch)
                await DropAsync(row.ServerId, ct);
            else if (status.Power == PowerState.Off && status.PowerReadAt > row.ArmedAt)
                await DropAsync(row.ServerId, ct);
            else if (row.State == HardOffState.Counting && row.DueAt <= time.GetUtcNow())
                await FireAsync(row, server, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One server's trouble must not hold up the others; what could not be carried out is asked about.
            Log.Failed(logger, row.ServerId, e);
            await AskAsync(row);
        }
    }

    private async Task FireAsync(HardOff row, Server server, CancellationToken ct)
    {
        var caller = new Caller(row.UserId, row.UserName, "system", null) { TokenId = row.TokenId };
        var mayStill = caller.UserId == Caller.CommandLine.UserId || ((await grants.GetAsync(caller, ct)).On(server) & BmcRight.PowerHard) != 0;
        if (!mayStill || server.ProtectionAt(time.GetUtcNow()) is not null)
        {
            Log.NotAllowed(logger, row.ServerId, row.UserName);
            await AskAsync(row);
            return;
        }

        int taken;
        await using (var db = await dbs.CreateDbContextAsync(ct))
            taken = await db.HardOffs.Where(other => other.ServerId == row.ServerId && other.ArmedAt == row.ArmedAt && other.State == HardOffState.Counting).ExecuteDeleteAsync(ct);
        if (taken == 0)
        {
            _waiting.TryRemove(KeyValuePair.Create(row.ServerId, row));
            return;
        }

        _waiting.TryRemove(KeyValuePair.Create(row.ServerId, row));
        Show(row.ServerId, null);
        try
        {
            await power.GiveUpAsync(row.SoftOperationId);
            await power.RequestAsync(
                caller, row.ServerId, server.Name, new PowerAsk(PowerAction.Off) { Reason = $"The host was still on {(row.DueAt - row.ArmedAt).TotalSeconds:0} s after the countdown to a hard power-off began." }, ct);
        }
        catch (PowerConflictException)
        {
            await PutBackAsync(row);
        }
        catch (PowerPaceException)
        {
            await PutBackAsync(row);
        }
    }

    /// <summary>Something was in the way and nothing was sent: a person decides.</summary>
    private async Task PutBackAsync(HardOff row)
    {
        row.State = HardOffState.Asking;
        await using (var db = await dbs.CreateDbContextAsync(CancellationToken.None))
        {
            db.HardOffs.Add(row);
            await db.SaveChangesAsync(CancellationToken.None);
        }

        Show(row);
    }

    private async Task AskAsync(HardOff row)
    {
        try
        {
            await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
            await db.HardOffs.Where(other => other.ServerId == row.ServerId && other.ArmedAt == row.ArmedAt)
                .ExecuteUpdateAsync(set => set.SetProperty(other => other.State, HardOffState.Asking), CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.Failed(logger, row.ServerId, e);
        }

        row.State = HardOffState.Asking;
        if (_waiting.ContainsKey(row.ServerId))
            Show(row);
    }

    private void Show(HardOff row)
    {
        _waiting[row.ServerId] = row;
        Show(row.ServerId, HardOffView.Of(row));
        _changed.Beat();
    }

    private void Show(BmcId server, HardOffView? view) => board.Update(server, status => status with { HardOff = view });

    private static partial class Log
    {
        [LoggerMessage(3211, LogLevel.Error, "The power-off that waits for {Server} could not be looked after; a person is asked.")]
        public static partial void Failed(ILogger logger, BmcId server, Exception exception);

        [LoggerMessage(3212, LogLevel.Warning, "The power-off of {Server} that {User} let wait was not carried out: the server is protected, or the right is gone.")]
        public static partial void NotAllowed(ILogger logger, BmcId server, string user);
    }
}
