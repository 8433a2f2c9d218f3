using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Input;

/// <summary>
/// Attributes what is typed: an entry in the audit before the first key of a stint, then each minute and at its end how much it was and when.
/// What it was is kept only where <see cref="ConsoleOptions.RecordInput"/> says so, sealed, for as long as the record of the console.
/// </summary>
internal sealed partial class InputJournal(
    IDbContextFactory<PortalDb> dbs, Audit audit, CredentialVault vault, IOptions<ConsoleOptions> options, TimeProvider time, ILogger<InputJournal> logger) : BackgroundService
{
    private const string Action = "console.write";
    internal const string Field = "input";

    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_sweepEvery = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly HashSet<InputStint> _stints = [];
    private DateTimeOffset _sweptAt;

    /// <summary>Whether what is typed is kept, and people must be told so.</summary>
    public bool KeepsContent => options.Value.RecordInput;

    /// <summary>Writes that this caller begins to type. Without the entry nothing is typed.</summary>
    public async Task<InputStint> BeginAsync(Caller caller, BmcId id, string name)
    {
        var correlation = await audit.IntentAsync(caller, Action, (id, name), null, CancellationToken.None);
        var stint = new InputStint(id, name, caller, correlation, KeepsContent);
        lock (_lock)
            _stints.Add(stint);
        return stint;
    }

    /// <summary>A write was not taken. Told once, when nothing was typed before.</summary>
    public Task RefusedAsync(InputStint stint, string outcome, string? why) => stint.TellsRefusal()
        ? audit.OutcomeAsync(stint.Caller, stint.Correlation, Action, (stint.ServerId, stint.ServerName), outcome, why, CancellationToken.None)
        : Task.CompletedTask;

    /// <summary>The stint is over; what it still holds is written. Never throws: its end is not the place to fail.</summary>
    public async Task EndAsync(InputStint stint)
    {
        stint.End();
        lock (_lock)
            _stints.Remove(stint);
        await WriteAsync(stint);
    }

    /// <summary>Control of a console went from this person to somebody else, or to nobody.</summary>
    public async Task EndOfAsync(BmcId id, string userId)
    {
        foreach (var stint in Open(stint => stint.ServerId == id && stint.Caller.UserId == userId))
            await EndAsync(stint);
    }

    /// <summary>Writes what was typed since the last time, and ends what nobody uses.</summary>
    public async Task FlushAsync()
    {
        var now = time.GetUtcNow();
        foreach (var stint in Open(_ => true))
        {
            if (stint.IsIdle(now, s_idle))
                await EndAsync(stint);
            else
                await WriteAsync(stint);
        }

        if (now - _sweptAt >= s_sweepEvery)
        {
            _sweptAt = now;
            var oldest = now - TimeSpan.FromDays(options.Value.KeepDays);
            await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
            await db.ConsoleInputs.Where(row => row.ToAt < oldest || !db.Servers.Any(server => server.Id == row.ServerId)).ExecuteDeleteAsync();
        }
    }

    /// <summary>What was typed on a console, the newest first.</summary>
    public async Task<IReadOnlyList<ConsoleInputView>> ListAsync(BmcId id, long? before, int limit, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await db.ConsoleInputs.AsNoTracking().Where(row => row.ServerId == id && (before == null || row.Id < before)).OrderByDescending(row => row.Id).Take(limit).ToListAsync(ct);
        return [.. rows.Select(row => new ConsoleInputView(row.Id, row.UserName, row.FromAt, row.ToAt, row.Bytes, vault.OpenBytes(row.ServerId, Field, row.Sealed) ?? []))];
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var stint in Open(_ => true))
            await EndAsync(stint);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await FlushAsync();
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    Log.WriteFailed(logger, e);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private InputStint[] Open(Func<InputStint, bool> which)
    {
        lock (_lock)
            return [.. _stints.Where(which)];
    }

    private async Task WriteAsync(InputStint stint)
    {
        if (stint.Take() is not { } tally)
            return;
        try
        {
            if (tally.Content.Length > 0)
            {
                await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
                db.ConsoleInputs.Add(new ConsoleInput
                {
                    ServerId = stint.ServerId,
                    UserId = stint.Caller.UserId,
                    UserName = stint.Caller.Name,
                    Correlation = stint.Correlation,
                    FromAt = tally.From,
                    ToAt = tally.To,
                    Bytes = tally.Bytes,
                    Sealed = vault.SealBytes(stint.ServerId, Field, tally.Content),
                });
                await db.SaveChangesAsync();
            }

            await audit.OutcomeAsync(stint.Caller, stint.Correlation, Action, (stint.ServerId, stint.ServerName), "ok", tally.ToString(), CancellationToken.None);
        }
        catch (Exception e)
        {
            // The intent stands in the audit; how much it was is lost with the database.
            Log.WriteFailed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4010, LogLevel.Error, "How much was typed on a console could not be written to the audit.")]
        public static partial void WriteFailed(ILogger logger, Exception exception);
    }
}
