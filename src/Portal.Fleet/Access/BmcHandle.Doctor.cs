using System.Runtime.CompilerServices;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Links;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <content>Why the console of a <see cref="BmcHandle"/> is blank, and what can be done about it.</content>
public sealed partial class BmcHandle
{
    private DoctorAsker Asker => new(Person, Rights);

    /// <summary>
    /// Looks step by step for what keeps the console silent, and tells each as it ends (<see cref="BmcRight.ConsoleRead"/>). Reads only. What
    /// is told, and which fixes are offered, is what the caller's rights allow.
    /// </summary>
    public async IAsyncEnumerable<DoctorFinding> ExamineConsoleAsync([EnumeratorCancellation] CancellationToken ct)
    {
        Demand(BmcRight.ConsoleRead);
        var correlation = await _desk.Audit.IntentAsync(_caller, "console.doctor", (Id, Name), null, ct);
        var found = new List<string>();
        var isWhole = false;
        try
        {
            await foreach (var finding in Bmc.ExamineConsoleAsync(Asker, ct).WithCancellation(ct))
            {
                Demand(BmcRight.ConsoleRead);
                if (finding.Verdict == DoctorVerdict.Failed)
                    found.Add(finding.Saying.ToString());
                yield return finding;
            }

            isWhole = true;
        }
        finally
        {
            await _desk.Audit.OutcomeAsync(
                _caller, correlation, "console.doctor", (Id, Name), isWhole ? "ok" : "unknown", found.Count == 0 ? null : string.Join(", ", found), CancellationToken.None);
        }
    }

    /// <summary>Does one of the doctor's fixes (the right is <see cref="DoctorFix.Right"/>) and reads it back.</summary>
    /// <exception cref="PowerConflictException">Another power operation on this server is still under way.</exception>
    public async Task<DoctorRepair> RepairConsoleAsync(DoctorFix fix, CancellationToken ct)
    {
        Demand(BmcRight.ConsoleRead | fix.Right);
        switch (fix.Kind)
        {
            case DoctorFixKind.Reconnect:
                await ReconnectAsync(ct);
                break;
            case DoctorFixKind.PowerOn:
                await RequestPowerAsync(PowerAction.On, "console doctor", null, ct);
                break;
            case DoctorFixKind.HoldAlways:
                await ChangeAsync(new ServerChange { ConsolePolicy = ConsolePolicy.Always }, ct);
                break;
            default:
                return await RepairBmcAsync(fix, ct);
        }

        return new DoctorRepair(fix, BmcProblem.None, null);
    }

    /// <summary>Presses Enter and waits for whatever the host answers, or sends a break (<see cref="BmcRight.ConsoleWrite"/>).</summary>
    public async Task<DoctorFinding> ProbeConsoleAsync(bool isBreak, CancellationToken ct)
    {
        Demand(BmcRight.ConsoleWrite);
        return await AuditedAsync("console.probe", isBreak ? "break" : "enter", () => Bmc.ProbeConsoleAsync(Person, isBreak, ct), ct);
    }

    private async Task<DoctorRepair> RepairBmcAsync(DoctorFix fix, CancellationToken ct)
    {
        const string action = "console.repair";
        var detail = fix.BitRate is { } rate ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{fix.Kind} {rate}") : fix.Kind.ToString();
        var correlation = await _desk.Audit.IntentAsync(_caller, action, (Id, Name), detail, ct);
        DoctorRepair? repair = null;
        try
        {
            repair = await Bmc.RepairConsoleAsync(fix, ct);
            return repair;
        }
        finally
        {
            // A change whose answer never came may have been made.
            var outcome = repair switch
            {
                null or { Problem: BmcProblem.CommandTimeout or BmcProblem.SessionLost } => "unknown",
                { Done: true } => "ok",
                _ => "failed",
            };
            await _desk.Audit.OutcomeAsync(_caller, correlation, action, (Id, Name), outcome, repair?.Done == false ? repair.Detail ?? repair.Problem.Code() : null, CancellationToken.None);
        }
    }
}
