using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Observing;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Web.Identity.Sessions;

namespace Portal.Bench.Revoke;

/// <summary>Ends the access of people who type on a console, by every cause, and measures how long they still see it and when the last key reached the host.</summary>
internal static class RevokeBench
{
    private const double MostSeconds = 2;
    private const double MostSecondsOfKeys = 1;
    private const int AtOnce = 5;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_watch = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(6);

    public static async Task<int> RunAsync(string[] words, CancellationToken ct)
    {
        var arguments = new Arguments(words);
        var times = arguments.Whole("--times", 20);
        if (arguments.Unknown is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no option {unknown} of revoke.");
            return 2;
        }

        var report = new Report();
        report.Line($"Each cause {times} times, {AtOnce} at once: somebody has a console, its stream of events, a download that follows it and (by cookie) a page open, and types 50 keys a second; who has an observer link has the console alone. From the moment the change begins to be stored to the end of the last of them at the viewer, and to the last key at the simulated BMC. A new password's hash is made before that.");
        report.Line($"Machine: {Environment.ProcessorCount} cores, .NET {Environment.Version}. Started {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC.");
        report.Line();
        await using var stage = await RevokeStage.StartAsync(ct);
        var all = new List<(double Viewer, double Key)>();
        foreach (var cause in Enum.GetValues<RevokeCause>())
        {
            var results = new List<(double Viewer, double Key)>();
            while (results.Count < times)
                results.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, times - results.Count)).Select(_ => MeasureAsync(stage, cause, ct))));
            all.AddRange(results);
            report.Line(string.Create(CultureInfo.InvariantCulture,
                $"  {cause,-30} viewer p50 {Report.Median(results.Select(result => result.Viewer)),6:F3} s  p99 {Report.Percentile(results.Select(result => result.Viewer), 0.99),6:F3} s   last key p50 {Report.Median(results.Select(result => result.Key)),6:F3} s  max {results.Max(result => result.Key),6:F3} s"));
        }

        report.Line();
        var viewer = Report.Percentile(all.Select(result => result.Viewer), 0.99);
        var key = all.Max(result => result.Key);
        report.Goal("viewer cut off, p99 of all", viewer, "s", $"at most {MostSeconds} s", viewer <= MostSeconds);
        report.Goal("last key at the BMC, longest", key, "s", $"at most {MostSecondsOfKeys} s", key <= MostSecondsOfKeys);
        if (times >= 20)
            report.Save("revoke");
        return viewer <= MostSeconds && key <= MostSecondsOfKeys ? 0 : 1;
    }

    private static async Task<(double Viewer, double Key)> MeasureAsync(RevokeStage stage, RevokeCause cause, CancellationToken ct)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, LedgerLimit = 0 });
        var (server, tenant) = await stage.AddServerAsync(bmc, ct);
        await stage.WaitLiveAsync(server, ct);
        var ends = TimeProvider.System.GetUtcNow() + s_life;
        var user = await stage.AddUserAsync(tenant, cause == RevokeCause.GrantExpired ? ends : null, ct);
        var caller = new Caller(user.Id, user.UserName!, "api", null);
        if (cause is RevokeCause.ObserverLinkRevoked or RevokeCause.ObserverLinkExpired)
            return (await MeasureObserverAsync(stage, cause, caller, bmc, server, ct), 0);
        var byCookie = cause is RevokeCause.UserDisabled or RevokeCause.PasswordChanged or RevokeCause.PasswordChangedByCommandLine or RevokeCause.SignedOut or RevokeCause.SessionEnded or RevokeCause.SignedOutByAdministrator or RevokeCause.UserRemoved;
        var cookies = byCookie ? new CookieContainer() : null;
        using var browser = byCookie ? await stage.SignInAsync(user, cookies!, ct) : null;
        var (token, text) = byCookie ? (null, null) : await stage.Get<ApiTokens>().CreateAsync(caller, "bench", cause == RevokeCause.TokenExpired ? ends : null, ct);
        await using var viewer = await RevokeViewer.OpenAsync(stage.Address, server, text, cookies, bmc, ct);

        if (cause is RevokeCause.GrantExpired or RevokeCause.TokenExpired && ends - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } left)
            await Task.Delay(left, TimeProvider.System, ct);
        // The other process takes a while to start and to hash; it counts from when it has stored the change and ended.
        if (cause == RevokeCause.PasswordChangedByCommandLine)
            await ChangeAsync();
        var began = Stopwatch.GetTimestamp();
        var change = cause == RevokeCause.PasswordChangedByCommandLine ? Task.CompletedTask : ChangeAsync();
        var lastKey = WatchKeysAsync(bmc, began, ct);
        // A page whose rights changed stays and shows less.
        var isCredential = byCookie || cause is RevokeCause.TokenDeleted or RevokeCause.TokenExpired;
        Task<long>[] parts = isCredential ? [viewer.Console, viewer.Tail, viewer.Download, viewer.Page] : [viewer.Console, viewer.Tail, viewer.Download];
        var seen = Task.WhenAll(parts);
        await change;
        var over = (await seen.WaitAsync(s_patience, TimeProvider.System, ct)).Max();
        var result = (Math.Max(0, Stopwatch.GetElapsedTime(began, over).TotalSeconds), await lastKey);
        // The portal need not look for it any more.
        if (cause != RevokeCause.ServerDeleted)
            await (await stage.OpenAsync(server, ct)).DeleteAsync(ct);
        return result;

        Task ChangeAsync() => cause switch
        {
            RevokeCause.GrantTaken => stage.ChangeGrantsAsync(user.Id, grants => grants.ExecuteDeleteAsync(ct), ct),
            RevokeCause.GrantDenied => stage.DenyAsync(user, tenant, ct),
            RevokeCause.RoleLowered => stage.ChangeGrantsAsync(user.Id, grants => grants.ExecuteUpdateAsync(set => set.SetProperty(grant => grant.Role, Role.Viewer), ct), ct),
            RevokeCause.TenantSuspended => stage.Get<TenantDirectory>().SuspendAsync(Caller.CommandLine, tenant, "bench", ct),
            RevokeCause.ServerReassigned => ReassignAsync(),
            RevokeCause.UserDisabled => stage.ChangeUserAsync(user.Id, (users, row) =>
            {
                row.Disabled = true;
                return users.UpdateAsync(row);
            }),
            RevokeCause.PasswordChanged => stage.ChangeUserAsync(user.Id, stage.StorePasswordAsync),
            RevokeCause.PasswordChangedByCommandLine => stage.RunVerbAsync("lantern-quarry-mimosa-7\n", "user", "reset", "--email", user.Email!),
            RevokeCause.SignedOut => SignOutAsync(),
            RevokeCause.SessionEnded => stage.Get<UserSessions>().EndOthersAsync(user.Id, null, "ended by its owner", ct),
            RevokeCause.SignedOutByAdministrator => stage.Get<PeopleBook>().EndSessionsAsync(Caller.CommandLine, user.Id, ct),
            RevokeCause.UserRemoved => stage.Get<PeopleBook>().RemoveAsync(Caller.CommandLine, user.Id, ct),
            RevokeCause.ServerDeleted => DeleteAsync(),
            RevokeCause.TokenDeleted => stage.Get<ApiTokens>().DeleteAsync(caller, token!.Id, ct),
            _ => Task.CompletedTask,
        };

        async Task ReassignAsync() => await (await stage.OpenAsync(server, ct)).ChangeAsync(new ServerChange { Tenant = $"next of {server}" }, ct);

        async Task DeleteAsync() => await (await stage.OpenAsync(server, ct)).DeleteAsync(ct);

        async Task SignOutAsync() => (await stage.PostAsync(browser!, "/account/sign-out", ct)).Dispose();
    }

    /// <summary>Who watches by a link has nothing but the console to lose, and cannot type.</summary>
    private static async Task<double> MeasureObserverAsync(RevokeStage stage, RevokeCause cause, Caller maker, SimulatedBmc bmc, BmcId server, CancellationToken ct)
    {
        // The shortest life that a link may have is too long to wait for: its end is brought near where it is kept.
        var links = stage.Get<ObserverLinks>();
        await stage.ChangeGrantsAsync(maker.UserId, grants => grants.ExecuteUpdateAsync(set => set.SetProperty(grant => grant.Role, Role.Administrator), ct), ct);
        var (link, secret) = await links.CreateAsync(maker, server, "bench", TimeSpan.FromMinutes(5), ct);
        var ends = TimeProvider.System.GetUtcNow() + s_life;
        if (cause == RevokeCause.ObserverLinkExpired)
            await stage.EndLinkAsync(link.Id, ends, ct);
        await using var viewer = await RevokeObserver.OpenAsync(stage.Address, secret, bmc, ct);
        if (cause == RevokeCause.ObserverLinkExpired && ends - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } left)
            await Task.Delay(left, TimeProvider.System, ct);
        var began = Stopwatch.GetTimestamp();
        if (cause == RevokeCause.ObserverLinkRevoked)
            await links.RevokeAsync(maker, server, link.Id, ct);
        return Math.Max(0, Stopwatch.GetElapsedTime(began, await viewer.Console.WaitAsync(s_patience, TimeProvider.System, ct)).TotalSeconds);
    }

    /// <summary>How long after the change the last key came.</summary>
    private static async Task<double> WatchKeysAsync(SimulatedBmc bmc, long began, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var (count, last) = (bmc.TypedCount, 0.0);
        while (Stopwatch.GetElapsedTime(began) < s_watch)
        {
            await timer.WaitForNextTickAsync(ct);
            if (bmc.TypedCount == count)
                continue;
            (count, last) = (bmc.TypedCount, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return last;
    }
}
