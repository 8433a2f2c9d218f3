using Portal.Fleet.Links;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;

namespace Portal.Fleet.Consoles.Doctor;

/// <content>What is configured in the BMC, and who holds its line.</content>
internal static partial class ConsoleDiagnosis
{
    /// <summary>Gathering for longer than this shows when one types.</summary>
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(250);

    /// <summary>A BMC that gives a packet up sooner than this loses characters on a network that is only busy.</summary>
    private static readonly TimeSpan s_hasty = TimeSpan.FromMilliseconds(100);

    private static DoctorFinding SolEnabled(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.SolEnabled;
        if (!facts.Sol.TryGet(out var sol))
            return NotKnown(check, facts.Sol);
        var channel = (int)(facts.Channel ?? sol.Channel);
        return sol.Enabled switch
        {
            null => NotKnown(check, Unread(facts, Ipmi.Commands.Transport.SolParameter.Enable)),
            false => DoctorFinding.Failed(check, DoctorSaying.SolOff, channel).FixedBy(DoctorFixKind.EnableSol),
            true when facts is { Line: ConsoleLineState.Refused, LineProblem: BmcProblem.SolDisabled } =>
                DoctorFinding.Failed(check, DoctorSaying.SolOnButRefused).FixedBy(DoctorFixKind.EnableSol),
            true => DoctorFinding.Ok(check, DoctorSaying.SolOn, channel),
        };
    }

    private static DoctorFinding PayloadAccess(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.PayloadAccess;
        if (!facts.Account.IsKnown)
            return facts.HasSession ? DoctorFinding.NotKnown(check, DoctorSaying.AccountUnknown) : NotKnown(check, facts.Account);
        if (!facts.PayloadAccess.TryGet(out var access))
            return NotKnown(check, facts.PayloadAccess);
        return access.Sol
            ? DoctorFinding.Ok(check, DoctorSaying.PayloadAllowed)
            : DoctorFinding.Failed(check, DoctorSaying.PayloadForbidden).FixedBy(DoctorFixKind.GrantPayload);
    }

    private static DoctorFinding SolPrivilege(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.SolPrivilege;
        if (!facts.Sol.TryGet(out var sol))
            return NotKnown(check, facts.Sol);
        if (sol.Privilege is not { } needed)
            return NotKnown(check, Unread(facts, Ipmi.Commands.Transport.SolParameter.Authentication));
        return needed > facts.Privilege
            ? DoctorFinding.Failed(check, DoctorSaying.SolPrivilegeAbove, needed, facts.Privilege).FixedBy(DoctorFixKind.LowerSolPrivilege)
            : DoctorFinding.Ok(check, DoctorSaying.SolPrivilegeMet, needed, facts.Privilege);
    }

    private static DoctorFinding Security(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.Security;
        if (!facts.HasSession)
            return DoctorFinding.NotKnown(check, DoctorSaying.NotAsked);

        // The portal's SOL is always encrypted: it has cipher suites with encryption, or it opens no console.
        if (facts.CipherSuite is not { } suite)
            return DoctorFinding.Failed(check, DoctorSaying.SecurityUnmet);
        return facts.Sol.TryGet(out var sol) && sol is { ForceEncryption: false } or { ForceAuthentication: false }
            ? DoctorFinding.Ok(check, DoctorSaying.SecurityLoose, suite)
            : DoctorFinding.Ok(check, DoctorSaying.SecurityMet, suite);
    }

    private static DoctorFinding Channel(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.Channel;
        if (!facts.ChannelAccess.TryGet(out var access))
            return NotKnown(check, facts.ChannelAccess);
        var channel = (int)(facts.Channel ?? 0);
        if (access.Mode == ChannelAccessMode.PreBootOnly)
            return DoctorFinding.Warning(check, DoctorSaying.ChannelPreBoot, channel);
        if (access.Mode == ChannelAccessMode.Disabled)
            return DoctorFinding.Warning(check, DoctorSaying.ChannelClosed, channel);
        return facts.Sol.TryGet(out var sol) && sol.Privilege > access.PrivilegeLimit
            ? DoctorFinding.Warning(check, DoctorSaying.ChannelLimited, channel, access.PrivilegeLimit)
            : DoctorFinding.Ok(check, DoctorSaying.ChannelOpen, channel);
    }

    private static DoctorFinding Line(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.Line;
        if (!facts.HasSession)
            return DoctorFinding.NotKnown(check, DoctorSaying.NotAsked);
        if (facts.Line == ConsoleLineState.Live)
            return DoctorFinding.Ok(check, DoctorSaying.LineOurs);
        if (facts.Line == ConsoleLineState.Released)
            return DoctorFinding.Warning(check, DoctorSaying.LineReleased);
        if (facts.Line is ConsoleLineState.Off or ConsoleLineState.Idle)
            return DoctorFinding.NotKnown(check, DoctorSaying.LineLeft);
        var isHeld = facts.Line == ConsoleLineState.HeldByOther || (facts.IsActive.TryGet(out var isActive) && isActive);
        if (isHeld)
            return Held(facts);
        if (IsKeptOut(facts))
            return DoctorFinding.NotKnown(check, DoctorSaying.Waits);
        return facts.LineProblem != BmcProblem.None
            ? DoctorFinding.Failed(check, DoctorSaying.LineRefused, facts.LineProblem).FixedBy(DoctorFixKind.Reconnect)
            : DoctorFinding.Warning(check, DoctorSaying.LineFree).FixedBy(DoctorFixKind.Reconnect);
    }

    private static DoctorFinding Held(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.Line;
        if (facts.Owner is { LooksLikeUs: true })
            return DoctorFinding.Warning(check, DoctorSaying.LineHeldByUs);

        // Addresses in the network of the BMCs are for those who may administer them.
        return facts.Owner is { Address: { } address } && facts.Asker.May(Access.BmcRight.Administer)
            ? DoctorFinding.Failed(check, DoctorSaying.LineHeldFrom, address.ToString(), facts.Owner.Privilege ?? PrivilegeLevel.Highest)
            : DoctorFinding.Failed(check, DoctorSaying.LineHeld);
    }

    /// <summary>What was found further up is why the BMC refuses the line.</summary>
    private static bool IsKeptOut(DoctorFacts facts) =>
        SolEnabled(facts).Verdict == DoctorVerdict.Failed || PayloadAccess(facts).Verdict == DoctorVerdict.Failed || SolPrivilege(facts).Verdict == DoctorVerdict.Failed;

    private static DoctorFinding Timing(DoctorFacts facts)
    {
        const DoctorCheck check = DoctorCheck.Timing;
        if (!facts.Sol.TryGet(out var sol))
            return NotKnown(check, facts.Sol);
        if (sol.AccumulateInterval is not { } gathers || sol.RetryCount is not { } retries || sol.RetryInterval is not { } between)
            return NotKnown(check, Unread(facts, sol.AccumulateInterval is null ? Ipmi.Commands.Transport.SolParameter.Accumulate : Ipmi.Commands.Transport.SolParameter.Retry));
        if (gathers > s_slow)
            return DoctorFinding.Warning(check, DoctorSaying.TimingSlow, Milliseconds(gathers)).FixedBy(DoctorFixKind.SetTiming);
        if (retries == 0)
            return DoctorFinding.Warning(check, DoctorSaying.TimingNoRetry).FixedBy(DoctorFixKind.SetTiming);
        return retries * between < s_hasty
            ? DoctorFinding.Warning(check, DoctorSaying.TimingHasty, Milliseconds(retries * between)).FixedBy(DoctorFixKind.SetTiming)
            : DoctorFinding.Ok(check, DoctorSaying.TimingSane, Milliseconds(gathers), (int)retries, Milliseconds(between));
    }

    private static int Milliseconds(TimeSpan span) => (int)span.TotalMilliseconds;

    /// <summary>Why one parameter was not read although others were.</summary>
    private static Told<bool> Unread(DoctorFacts facts, Ipmi.Commands.Transport.SolParameter parameter)
    {
        foreach (var unread in facts.Sol.Value?.Unread ?? [])
        {
            if (unread.Parameter == (byte)parameter)
                return Told<bool>.Refused(unread.CompletionCode);
        }

        return default;
    }
}
