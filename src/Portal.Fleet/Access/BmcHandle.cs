using System.Runtime.CompilerServices;
using Portal.Fleet.Access.Proof;
using Portal.Fleet.Links;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Access;

/// <summary>One server, opened for one caller. Every method checks the right it needs and every changing method writes its audit entries.</summary>
public sealed partial class BmcHandle
{
    private readonly FleetDesk _desk;
    private readonly Caller _caller;
    private readonly Sight _sight;
    private readonly int _epoch;

    internal BmcHandle(FleetDesk desk, Caller caller, Server row, BmcRight rights, CancellationToken revoked)
    {
        _desk = desk;
        _caller = caller;
        Id = row.Id;
        Name = row.Name;
        Rights = rights;
        Revoked = revoked;
        _sight = Sight.Of(row, rights);
        _epoch = row.Epoch;
    }

    public BmcId Id { get; }

    public string Name { get; }

    /// <summary>All the rights the caller holds on this server, for showing and explaining; not only those asked for.</summary>
    public BmcRight Rights { get; }

    /// <summary>Fires when the caller's rights on this server change or end. Holders of long-lived things stop then.</summary>
    public CancellationToken Revoked { get; }

    /// <summary>The tenancy it was opened in.</summary>
    internal int Epoch => _epoch;

    private IBmc Bmc => _sight.IsWhole ? _desk.Fleet.Get(Id) : new TenancyBmc(_desk.Fleet.Get(Id), _sight);

    /// <summary>The server with its live status.</summary>
    public async Task<ServerView> GetAsync(CancellationToken ct)
    {
        Demand(BmcRight.View);
        var row = await _desk.Servers.FindAsync(Id, ct) ?? throw new NotFoundException();
        return _desk.View(row, Rights);
    }

    /// <summary>Changes the server (<see cref="BmcRight.Administer"/>).</summary>
    /// <exception cref="InvalidServerException">A field is not acceptable.</exception>
    public async Task<ServerView> ChangeAsync(ServerChange change, CancellationToken ct)
    {
        Demand(change.Tenant is null ? BmcRight.Administer : BmcRight.Administer | BmcRight.ManageTenants);
        var correlation = await _desk.Audit.IntentAsync(_caller, "server.change", (Id, Name), Describe(change), ProofRules.HandsOut(change), ct);
        var row = await ConcludeAsync(correlation, "server.change", () => _desk.Servers.ChangeAsync(Id, change, _caller.Name, ct));
        return _desk.View(row, Rights);
    }

    /// <summary>Takes the server out of the portal (<see cref="BmcRight.Administer"/>); the BMC's session is closed, its console record deleted.</summary>
    public async Task DeleteAsync(CancellationToken ct)
    {
        Demand(BmcRight.Administer);
        await AuditedAsync("server.delete", null, async () =>
        {
            await _desk.Servers.DeleteAsync(Id, ct);
            return true;
        }, ct);
    }

    /// <summary>Logs in to the BMC once, apart from the live link, and tells each step as it ends (<see cref="BmcRight.Test"/>). At most 10 s in all.</summary>
    public async IAsyncEnumerable<TestStep> TestAsync([EnumeratorCancellation] CancellationToken ct)
    {
        Demand(BmcRight.Test);
        var correlation = await _desk.Audit.IntentAsync(_caller, "server.test", (Id, Name), null, ct);
        var outcome = "unknown";
        try
        {
            await foreach (var step in _desk.Tester.RunAsync(Id, ct).WithCancellation(ct))
            {
                if (step.Verdict == TestVerdict.Failed)
                    outcome = "failed";
                yield return step;
            }

            if (outcome != "failed")
                outcome = "ok";
        }
        finally
        {
            await _desk.Audit.OutcomeAsync(_caller, correlation, "server.test", (Id, Name), outcome, null, CancellationToken.None);
        }
    }

    /// <summary>Drops the back-off and connects now (<see cref="BmcRight.Test"/>).</summary>
    public async Task ReconnectAsync(CancellationToken ct)
    {
        Demand(BmcRight.Test);
        await AuditedAsync("server.reconnect", null, async () =>
        {
            await Bmc.ReconnectAsync(ct);
            return true;
        }, ct);
    }

    /// <summary>Whether an alert of this server is the caller's to know.</summary>
    internal bool Shows(Alerts.AlertView alert) => alert.FirstOffset is { } offset ? _sight.Covers(offset) : _sight.Covers(alert.FirstAt);

    /// <summary>The newest power operations of this server.</summary>
    public Task<IReadOnlyList<PowerOperationView>> ListOperationsAsync(int limit, CancellationToken ct)
    {
        Demand(BmcRight.View);
        return _desk.Power.Ledger.ListAsync([Id], _sight.IsWhole ? [Id] : [], limit, ct);
    }

    /// <summary>
    /// The rights were checked when the handle was opened and have not changed as long as <see cref="Revoked"/> is quiet:
    /// the token fires before anything else learns of the change. So this asks memory only, and a keystroke costs nothing.
    /// </summary>
    private void Demand(BmcRight right)
    {
        if (Revoked.IsCancellationRequested || (Rights & right) != right)
            throw new NotFoundException();
    }

    private async Task<T> AuditedAsync<T>(string action, string? detail, Func<Task<T>> act, CancellationToken ct)
    {
        var correlation = await _desk.Audit.IntentAsync(_caller, action, (Id, Name), detail, ct);
        return await ConcludeAsync(correlation, action, act);
    }

    private async Task<T> ConcludeAsync<T>(Guid correlation, string action, Func<Task<T>> act)
    {
        T result;
        try
        {
            result = await act();
        }
        catch (Exception e)
        {
            var (outcome, why) = Judge(e);
            await _desk.Audit.OutcomeAsync(_caller, correlation, action, (Id, Name), outcome, why, CancellationToken.None);
            throw;
        }

        await _desk.Audit.OutcomeAsync(_caller, correlation, action, (Id, Name), "ok", null, CancellationToken.None);
        return result;
    }

    /// <summary>How a failed action reads in the audit.</summary>
    private static (string Outcome, string? Why) Judge(Exception e) => e switch
    {
        InvalidServerException invalid => ("refused", invalid.Code),
        Consoles.ConsoleUnavailableException unavailable => ("refused", unavailable.Problem.Code()),
        Consoles.ConsoleControlledException => ("refused", "not_driver"),
        BmcActionException { Code: "server_protected" or "confirmation_required" } guarded => ("refused", guarded.Code),
        BmcActionException action => (action.Problem == Links.BmcProblem.CommandTimeout ? "unknown" : "failed", action.Code),
        Consoles.LineRefusedException line => ("refused", line.Code),
        NotFoundException => ("refused", null),
        OperationCanceledException => ("unknown", "cancelled"),
        _ => ("failed", null),
    };

    /// <summary>Names of the changed fields, and the new address: never a password.</summary>
    private static string Describe(ServerChange change)
    {
        var fields = new List<string>();
        void Note(object? value, string text)
        {
            if (value is not null)
                fields.Add(text);
        }

        Note(change.Name, "name");
        Note(change.Address, "address");
        Note(change.Port, "port");
        Note(change.UserName, "username");
        Note(change.Password, "password");
        Note(change.Tenant, change.Tenant is { Length: > 0 } tenant ? $"tenant {tenant}" : "no tenant");
        Note(change.Site, "site");
        Note(change.Rack, "rack");
        Note(change.Notes, "notes");
        Note(change.Tags, "tags");
        Note(change.ConsolePolicy, $"console policy {change.ConsolePolicy}");
        Note(change.ConsoleRecording, $"console recording {change.ConsoleRecording}");
        Note(change.ConsoleContention, $"console contention {change.ConsoleContention}");
        Note(change.ConsoleKeepDays, $"console keep days {change.ConsoleKeepDays}");
        Note(change.ConsoleKeepMegabytes, $"console keep megabytes {change.ConsoleKeepMegabytes}");
        Note(change.ConsoleCharset, $"console character set {change.ConsoleCharset}");
        return string.Join(", ", fields);
    }
}
