using Portal.Fleet.Servers;
using Portal.Ipmi;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Tenants.HandOvers;

/// <content>Accounts and network: compared with the baseline.</content>
internal sealed partial class HandOverSteps
{
    private Task<HandOverResult> CheckAccountsAsync(HandOver handOver, Server row, CancellationToken ct) => OnSessionAsync(handOver, async session =>
    {
        var known = await baselines.AccountsAsync(row.Id, ct);
        var accounts = await ListAsync(session, row, known, ct);
        var strangers = accounts.Count(account => !account.Known);
        return strangers == 0
            ? new HandOverResult(HandOverStepState.Done, "all_known", accounts.Count, Evidence: accounts)
            : new HandOverResult(HandOverStepState.Attention, known is null ? "no_baseline" : "strangers", strangers, Evidence: accounts);
    }, ct);

    private Task<HandOverResult> RemoveStrangersAsync(HandOver handOver, HandOverStep step, Server row, CancellationToken ct) => OnSessionAsync(handOver, async session =>
    {
        var check = handOver.Steps.Single(other => other.Kind == HandOverStepKind.CheckAccounts);
        if (check.State is not (HandOverStepState.Done or HandOverStepState.Attention) || HandOverJson.Read<List<BmcAccount>>(check.Evidence) is not { } listed)
            return new HandOverResult(HandOverStepState.NotDone, "not_listed");
        if (listed.All(account => account.Known))
            return new HandOverResult(HandOverStepState.Done, "none");
        if (step.AnsweredBy is null || HandOverJson.Read<StrangerAnswer>(step.Evidence) is not { } answer)
            return new HandOverResult(HandOverStepState.NeedsAnswer, "asked", listed.Count(account => !account.Known));

        var users = new UserDirectory(session);
        var removed = 0;
        foreach (var account in answer.Remove)
        {
            // Removed by an earlier try, or another one since: only the one that was shown is touched.
            var present = (await users.ListAsync(ct)).Users.FirstOrDefault(user => user.Id == account.Slot);
            if (present is null || present.IsFree || present.Name != account.Name || present.Name == row.UserName)
                continue;
            if (present.Id == 1)
                await users.SetEnabledAsync(1, false, ct);
            else
                await users.DeleteAsync(present.Id, ct);
            removed++;
        }

        var left = (await users.ListAsync(ct)).Users;
        var still = answer.Remove.Count(account => left.Any(user => user.Id == account.Slot && user.Name == account.Name && user.Name.Length > 0 && user.Access is null or { IsEnabled: true }));
        if (still > 0)
            return new HandOverResult(HandOverStepState.Failed, "still_there", still);

        // Who stays was looked at by an administrator: from now on it is known.
        var removedSlots = answer.Remove.Select(account => account.Slot).ToHashSet();
        await baselines.KeepAccountsAsync(row.Id, [.. listed.Where(account => !removedSlots.Contains(account.Slot)).Select(account => account with { Known = true })], step.AnsweredBy, ct);
        return new HandOverResult(HandOverStepState.Done, answer.Remove.Count == 0 ? "kept" : "removed", answer.Remove.Count);
    }, ct);

    private Task<HandOverResult> CheckNetworkAsync(HandOver handOver, CancellationToken ct) => OnSessionAsync(handOver, async session =>
    {
        var channel = await LanConfigurator.FindChannelAsync(session, ct);
        var now = Settings(await new LanConfigurator(session, channel).ReadAsync(ct));
        if (await baselines.NetworkAsync(handOver.ServerId, ct) is not { } known)
        {
            await baselines.KeepNetworkAsync(handOver.ServerId, now, handOver.By, ct);
            return new HandOverResult(HandOverStepState.Done, "baseline_taken", now.Count);
        }

        List<NetworkDrift> drift = [.. known.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Where(name => known.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Select(name => new NetworkDrift(name, known.GetValueOrDefault(name), now.GetValueOrDefault(name)))];
        return drift.Count == 0
            ? new HandOverResult(HandOverStepState.Done, "as_before", now.Count)
            : new HandOverResult(HandOverStepState.Attention, "drift", drift.Count, Evidence: drift);
    }, ct);

    private static async Task<List<BmcAccount>> ListAsync(IIpmiConnection session, Server row, IReadOnlyList<BmcAccount>? known, CancellationToken ct)
    {
        var accounts = new List<BmcAccount>();
        foreach (var user in (await new UserDirectory(session).ListAsync(ct)).Users)
        {
            if (user.IsFree || (user.Name.Length == 0 && user.Access?.IsEnabled != true))
                continue;
            var account = new BmcAccount(user.Id, user.Name, user.Access?.Privilege?.ToString(), user.Access?.IsEnabled ?? true);
            accounts.Add(account with
            {
                Known = user.Name == row.UserName || known?.Any(other => other.Slot == account.Slot && other.Name == account.Name && other.Privilege == account.Privilege) == true,
            });
        }

        return accounts;
    }

    /// <summary>What says where the BMC is and who may come in; no community string, which is a secret.</summary>
    private static Dictionary<string, string> Settings(LanConfiguration lan)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        void Note(string name, object? value)
        {
            if (value is not null)
                settings[name] = FormattableString.Invariant($"{value}");
        }

        Note("address", lan.Address);
        Note("address source", lan.AddressSource);
        Note("mask", lan.SubnetMask);
        Note("gateway", lan.Gateway);
        Note("mac", lan.Mac);
        Note("port", lan.PrimaryPort);
        Note("vlan", lan.VlanEnabled is null ? null : lan.VlanEnabled == true ? lan.VlanId : "off");
        Note("cipher suites", lan.CipherSuites.Count == 0 ? null : string.Join(", ", lan.CipherSuites));
        return settings;
    }
}
