using Portal.Fleet.Links;
using Portal.Fleet.Status;

namespace Portal.Fleet.Consoles.Doctor;

/// <summary>From facts to verdicts. Pure: the same facts always give the same findings.</summary>
internal static partial class ConsoleDiagnosis
{
    /// <summary>Judges one check. What the caller may not mend is offered to nobody.</summary>
    public static DoctorFinding Judge(DoctorCheck check, DoctorFacts facts)
    {
        var finding = check switch
        {
            DoctorCheck.Session => Session(facts),
            DoctorCheck.Power => Power(facts),
            DoctorCheck.Policy => Policy(facts),
            DoctorCheck.SolEnabled => SolEnabled(facts),
            DoctorCheck.PayloadAccess => PayloadAccess(facts),
            DoctorCheck.SolPrivilege => SolPrivilege(facts),
            DoctorCheck.Security => Security(facts),
            DoctorCheck.Channel => Channel(facts),
            DoctorCheck.Line => Line(facts),
            DoctorCheck.BitRate => BitRate(facts),
            DoctorCheck.Timing => Timing(facts),
            DoctorCheck.Transfer => Transfer(facts),
            DoctorCheck.LastByte => LastByte(facts),
            DoctorCheck.SincePowerOn => SincePowerOn(facts),
            DoctorCheck.Login => Login(facts),
            DoctorCheck.Driver => Driver(facts),
            _ => throw new ArgumentOutOfRangeException(nameof(check), check, null),
        };
        return finding.Fix is { } fix && !facts.Asker.May(fix.Right) ? finding with { Fix = null } : finding;
    }

    private static DoctorFinding Session(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.Session;
        if (!facts.HasSession)
        {
            return facts.LinkProblem == BmcProblem.None
                ? DoctorFinding.Warning(check, DoctorSaying.SessionOpening)
                : DoctorFinding.Failed(check, DoctorSaying.SessionDown, facts.LinkProblem).FixedBy(DoctorFixKind.Reconnect);
        }

        return facts.Privilege < Ipmi.PrivilegeLevel.Operator
            ? DoctorFinding.Warning(check, DoctorSaying.SessionWeak, facts.Privilege)
            : DoctorFinding.Ok(check, DoctorSaying.SessionUp, facts.CipherSuite ?? 0, facts.Privilege);
    }

    private static DoctorFinding Power(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.Power;
        if (!facts.IsOn.TryGet(out var isOn))
            return NotKnown(check, facts.IsOn);
        return isOn
            ? DoctorFinding.Ok(check, DoctorSaying.PowerOn)
            : DoctorFinding.Failed(check, DoctorSaying.PowerOff).FixedBy(DoctorFixKind.PowerOn);
    }

    private static DoctorFinding Policy(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.Policy;
        if (facts.Line == ConsoleLineState.NotRecorded)
            return DoctorFinding.Failed(check, DoctorSaying.RecordRequired);
        if (facts.Record is RecordState.DiskFull or RecordState.Failing)
            return DoctorFinding.Warning(check, DoctorSaying.RecordTroubled);
        return facts.Policy switch
        {
            ConsolePolicy.Off => DoctorFinding.Failed(check, DoctorSaying.PolicyOff).FixedBy(DoctorFixKind.HoldAlways),
            ConsolePolicy.OnDemand when facts.Line == ConsoleLineState.Idle => DoctorFinding.Warning(check, DoctorSaying.PolicyOnDemand).FixedBy(DoctorFixKind.HoldAlways),
            ConsolePolicy.OnDemand => DoctorFinding.Ok(check, DoctorSaying.PolicyOnDemand),
            ConsolePolicy.MemoryOnly => DoctorFinding.Ok(check, DoctorSaying.PolicyMemoryOnly),
            _ => DoctorFinding.Ok(check, DoctorSaying.PolicyHeld),
        };
    }

    private static DoctorFinding Driver(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.Driver;
        if (facts.Driver is { } driver && driver.UserId != facts.Asker.Person.UserId)
            return DoctorFinding.Warning(check, DoctorSaying.DriverOther, driver.Name);
        if (!facts.Asker.May(Access.BmcRight.ConsoleWrite))
            return DoctorFinding.Ok(check, DoctorSaying.MayNotType);
        return DoctorFinding.Ok(check, facts.Driver is null ? DoctorSaying.DriverNone : DoctorSaying.DriverYou);
    }

    /// <summary>The BMC did not tell, or was not asked.</summary>
    private static DoctorFinding NotKnown<T>(DoctorCheck check, in Told<T> told) => told.Refusal is { } code
        ? DoctorFinding.NotKnown(check, DoctorSaying.NotTold, $"{(byte)code:X2}h")
        : DoctorFinding.NotKnown(check, DoctorSaying.NotAsked);
}
