using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>Alerts: who may read a server's console sees what was found on it.</summary>
public sealed partial class BmcAccess
{
    /// <summary>Alerts of the servers whose consoles the caller may read, newest first.</summary>
    public async Task<IReadOnlyList<AlertView>> ListAlertsAsync(Caller caller, AlertFilter filter, int limit, CancellationToken ct)
    {
        var servers = await ReadableAsync(caller, filter.Servers ?? ServerQuery.All, ct);
        servers = [.. servers.Where(server => filter.Only is not { } only || server.Id == only)];
        return servers.Count == 0 ? [] : await _desk.Alerts.ListAsync(
            [.. servers.Select(server => server.Id)], [.. servers.Where(server => server.Sight.IsWhole).Select(server => server.Id)], filter, limit, ct);
    }

    /// <summary>One alert of a server whose console the caller may read.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public async Task<AlertView> GetAlertAsync(Caller caller, AlertId id, CancellationToken ct)
    {
        var alert = await _desk.Alerts.FindAsync(id, ct) ?? throw new NotFoundException();
        var server = await OpenAsync(caller, alert.ServerId, BmcRight.ConsoleRead, ct);
        return server.Shows(alert) ? alert : throw new NotFoundException();
    }

    /// <summary>Acknowledges an alert; needs the right to type on that console. Who came first stays the one who did.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public async Task<AlertView> AcknowledgeAlertAsync(Caller caller, AlertId id, string? note, CancellationToken ct)
    {
        note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (note?.Length > Alert.MaxNote)
            throw new InvalidRuleException("note", "too_long", $"A note has at most {Alert.MaxNote} characters.");
        var alert = await _desk.Alerts.FindAsync(id, ct) ?? throw new NotFoundException();
        var server = await OpenAsync(caller, alert.ServerId, BmcRight.ConsoleRead | BmcRight.ConsoleWrite, ct);
        if (!server.Shows(alert))
            throw new NotFoundException();
        if (!alert.IsOpen)
            return alert;
        var correlation = await _desk.Audit.IntentAsync(caller, "alert.acknowledge", (server.Id, server.Name), $"{alert.Key} of {alert.FirstAt:u}", ct);
        try
        {
            alert = await _desk.Alerts.AcknowledgeAsync(id, caller.UserId, caller.Name, note, ct) ?? throw new NotFoundException();
        }
        catch
        {
            await _desk.Audit.OutcomeAsync(caller, correlation, "alert.acknowledge", (server.Id, server.Name), "failed", null, CancellationToken.None);
            throw;
        }

        await _desk.Audit.OutcomeAsync(caller, correlation, "alert.acknowledge", (server.Id, server.Name), "ok", null, CancellationToken.None);
        return alert;
    }

    /// <summary>The rules by which consoles raise alerts; everyone who is signed in may know them.</summary>
    public Task<IReadOnlyList<ConsoleRule>> ListRulesAsync(CancellationToken ct) => _desk.Rules.ListAsync(ct);

    /// <summary>Servers whose consoles the caller may read and that satisfy a filter.</summary>
    private async Task<IReadOnlyList<ServerView>> ReadableAsync(Caller caller, ServerQuery filter, CancellationToken ct) =>
        [.. (await ListAsync(caller, ct)).Where(server => (server.Rights & BmcRight.ConsoleRead) != 0 && filter.Matches(server))];
}
