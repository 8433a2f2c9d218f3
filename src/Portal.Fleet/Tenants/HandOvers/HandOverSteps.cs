using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Credentials;
using Portal.Fleet.Data;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Ipmi;
using Portal.Ipmi.Configuration;
using Portal.Ipmi.Events;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>
/// What each step of a hand-over does. Each looks first and changes then, so that one that is begun again after a crash does nothing twice: a
/// log is cleared only as far as it was archived, an account removed only while it is the one that the administrator saw.
/// </summary>
internal sealed partial class HandOverSteps(
    IFleet fleet, ServerRegistry servers, LogShelf shelf, BaselineBook baselines, IDbContextFactory<PortalDb> dbs, TimeProvider time, IBmcPasswordRotation? rotation = null)
{
    /// <summary>So soon after the hand-over nobody may be left.</summary>
    public static readonly TimeSpan CutWithin = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_cutPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    public async Task<HandOverResult> RunAsync(HandOver handOver, HandOverStep step, CancellationToken ct)
    {
        var row = await servers.FindAsync(handOver.ServerId, ct);
        if (row is null || row.Epoch != handOver.Epoch)
            return new HandOverResult(HandOverStepState.NotDone, row is null ? "server_gone" : "superseded");
        return step.Kind switch
        {
            HandOverStepKind.CutSessions => await CutSessionsAsync(handOver, ct),
            HandOverStepKind.CloseControl => CloseControl(handOver),
            HandOverStepKind.ArchiveLog => await ArchiveLogAsync(handOver, ct),
            HandOverStepKind.ClearLog => await ClearLogAsync(handOver, ct),
            HandOverStepKind.CheckAccounts => await CheckAccountsAsync(handOver, row, ct),
            HandOverStepKind.RemoveStrangers => await RemoveStrangersAsync(handOver, step, row, ct),
            HandOverStepKind.ResetBoot => await ResetBootAsync(handOver, ct),
            HandOverStepKind.RotatePassword => await RotatePasswordAsync(handOver, ct),
            _ => await CheckNetworkAsync(handOver, ct),
        };
    }

    /// <summary>The rights ended with the row's change; what is proved here is that nobody who came before is still there, and nothing of theirs is still to be typed.</summary>
    private async Task<HandOverResult> CutSessionsAsync(HandOver handOver, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        await fleet.Get(handOver.ServerId).EndInputAsync(handOver.Epoch, ct);
        while (true)
        {
            var left = fleet.Get(handOver.ServerId).CountViewers(handOver.StartedAt);
            var took = time.GetUtcNow() - handOver.StartedAt;
            if (left == 0)
                return new HandOverResult(HandOverStepState.Done, took <= CutWithin ? "cut_in_time" : "cut", Count: (int)Math.Min(took.TotalMilliseconds, int.MaxValue));
            if (time.GetElapsedTime(started) > s_cutPatience)
                return new HandOverResult(HandOverStepState.Failed, "still_there", Count: left);
            await Task.Delay(s_look, time, ct);
        }
    }

    private HandOverResult CloseControl(HandOver handOver)
    {
        var bmc = fleet.Get(handOver.ServerId);
        bmc.ChangeControl((control, now) => control.EndBefore(handOver.StartedAt));
        return new HandOverResult(HandOverStepState.Done, "closed");
    }

    private Task<HandOverResult> ArchiveLogAsync(HandOver handOver, CancellationToken ct) => OnSessionAsync(handOver, async session =>
    {
        var archive = await ArchiveAsync(handOver, session, ct);
        return new HandOverResult(HandOverStepState.Done, archive.Entries == 0 ? "empty" : "archived", archive.Entries, Evidence: archive);
    }, ct);

    private async Task<LogArchive> ArchiveAsync(HandOver handOver, IIpmiConnection session, CancellationToken ct)
    {
        var log = await new SelReader(session).ReadAsync(since: null, ct);
        return await shelf.KeepAsync(handOver, log, time.GetUtcNow(), ct);
    }

    private Task<HandOverResult> ClearLogAsync(HandOver handOver, CancellationToken ct) => OnSessionAsync(handOver, async session =>
    {
        var archived = handOver.Steps.Single(step => step.Kind == HandOverStepKind.ArchiveLog);
        if (archived is not { State: HandOverStepState.Done, Evidence: not null } || HandOverJson.Read<LogArchive>(archived.Evidence) is not { } archive)
            return new HandOverResult(HandOverStepState.NotDone, "not_archived");
        var reader = new SelReader(session);
        var before = await reader.ReadAsync(since: null, ct);
        if (before.Info.Entries == 0)
            return new HandOverResult(HandOverStepState.Done, "found_empty");

        // Nothing that is not in the file is ever cleared: what came since is archived too, or the log stays.
        var now = before;
        for (var attempt = 0; ; attempt++)
        {
            if (archive.Last is { } last && await reader.ClearAsync(last.ToCursor(), ct))
                break;
            if (attempt == 3)
                return new HandOverResult(HandOverStepState.Failed, "log_grows");
            now = await reader.ReadAsync(since: null, ct);
            archive = await shelf.KeepAsync(handOver, now, time.GetUtcNow(), ct);
            await KeepEvidenceAsync(archived, archive, ct);
        }

        // The proof: read again, none of the old ones is there. A BMC may note that its log was cleared.
        var after = await reader.ReadAsync(since: null, ct);
        var old = now.Records.Select(record => record.Bytes).ToHashSet();
        return after.Records.Any(record => old.Contains(record.Bytes))
            ? new HandOverResult(HandOverStepState.Failed, "still_there", after.Records.Count)
            : new HandOverResult(HandOverStepState.Done, "cleared", archive.Entries, Detail: after.Info.Entries == 0 ? null : $"{after.Info.Entries} entries after");
    }, ct);

    private Task<HandOverResult> ResetBootAsync(HandOver handOver, CancellationToken ct) => OnSessionAsync(handOver, async session =>
    {
        var boot = new BootConfigurator(session);
        var flags = await boot.ReadFlagsAsync(ct);
        if (!flags.Valid)
            return new HandOverResult(HandOverStepState.Done, "none_set");
        await boot.ClearAsync(ct);
        return (await boot.ReadFlagsAsync(ct)).Valid
            ? new HandOverResult(HandOverStepState.Failed, "still_there", Detail: $"{flags.Device}")
            : new HandOverResult(HandOverStepState.Done, "reset", Detail: $"{flags.Device}{(flags.Persistent ? ", persistent" : "")}");
    }, ct);

    private async Task<HandOverResult> RotatePasswordAsync(HandOver handOver, CancellationToken ct)
    {
        if (rotation is null)
            return new HandOverResult(HandOverStepState.NotDone, "no_rotation");
        var caller = Caller.System with { Name = handOver.By ?? Caller.System.Name };
        var rotated = await rotation.RotateAsync(caller, handOver.ServerId, "hand-over", ct);
        return rotated.State == RotationState.Done
            ? new HandOverResult(HandOverStepState.Done, "rotated")
            : new HandOverResult(HandOverStepState.Failed, rotated.State == RotationState.InDoubt ? "in_doubt" : "not_rotated", Detail: rotated.Detail ?? rotated.Code);
    }

    private async Task<HandOverResult> OnSessionAsync(HandOver handOver, Func<IIpmiConnection, Task<HandOverResult>> act, CancellationToken ct)
    {
        try
        {
            return await fleet.Get(handOver.ServerId).UseAsync(act, ct);
        }
        catch (BmcFailureException e)
        {
            return new HandOverResult(HandOverStepState.Failed, "bmc", Detail: e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new HandOverResult(HandOverStepState.Failed, "disk", Detail: e.GetType().Name);
        }
    }

    private async Task KeepEvidenceAsync(HandOverStep step, object evidence, CancellationToken ct)
    {
        step.Evidence = HandOverJson.Write(evidence);
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.HandOverSteps.Where(row => row.HandOverId == step.HandOverId && row.Kind == step.Kind)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Evidence, step.Evidence), ct);
    }
}
