using System.Net;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Links;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Tests.Consoles.Doctor;

/// <summary>Each verdict from the facts that bring it about.</summary>
public class ConsoleDiagnosisTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly ConsolePerson s_me = new("1", "ann");

    private static readonly SolConfiguration s_sol = new(1)
    {
        Enabled = true,
        ForceEncryption = true,
        ForceAuthentication = true,
        Privilege = PrivilegeLevel.User,
        AccumulateInterval = TimeSpan.FromMilliseconds(60),
        SendThreshold = 96,
        RetryCount = 7,
        RetryInterval = TimeSpan.FromMilliseconds(250),
        StoredBitRate = SerialBitRate.Bps115200,
        BitRate = SerialBitRate.Bps115200,
        Unread = [],
    };

    /// <summary>A console with which all is well, looked at by an administrator.</summary>
    private static readonly DoctorFacts s_well = new()
    {
        Asker = new DoctorAsker(s_me, Role.Administrator.Rights()),
        Now = s_now,
        HasSession = true,
        CipherSuite = 17,
        Privilege = PrivilegeLevel.Administrator,
        IsOn = Told<bool>.Of(true),
        Policy = ConsolePolicy.Always,
        Record = RecordState.Kept,
        Line = ConsoleLineState.Live,
        Channel = 1,
        Sol = Told<SolConfiguration>.Of(s_sol),
        Account = Told<byte>.Of(2),
        PayloadAccess = Told<UserPayloadAccess>.Of(UserPayloadAccess.SolOnly),
        ChannelAccess = Told<ChannelAccess>.Of(new ChannelAccess(ChannelAccessMode.AlwaysAvailable, PrivilegeLevel.Administrator)),
        IsActive = Told<bool>.Of(true),
        Serial = Told<SerialBitRate>.Of(SerialBitRate.Bps115200),
        LastByteAt = s_now.AddMinutes(-1),
        PoweredOnAt = s_now.AddHours(-1),
        Text = new HostText { Kernel = true, Login = true, Port = "ttyS0", BitRate = 115200, GarbledPercent = 0 },
    };

    private static readonly DoctorFacts s_cut = s_well with
    {
        HasSession = false,
        LinkProblem = BmcProblem.NoAnswer,
        CipherSuite = null,
        IsOn = default,
        Channel = null,
        Sol = default,
        Account = default,
        PayloadAccess = default,
        ChannelAccess = default,
        IsActive = default,
        Serial = default,
        Line = ConsoleLineState.Down,
    };

    private static readonly DoctorFacts s_refused = s_well with { Line = ConsoleLineState.Refused, IsActive = Told<bool>.Of(false) };

    private static readonly DoctorFacts s_held = s_well with { Line = ConsoleLineState.HeldByOther };

    // Facts, check, verdict, saying, fix.
    private static readonly (string Name, DoctorFacts Facts, DoctorCheck Check, DoctorVerdict Verdict, DoctorSaying Saying, DoctorFixKind? Fix)[] s_rows =
    [
        ("well", s_well, DoctorCheck.Session, DoctorVerdict.Ok, DoctorSaying.SessionUp, null),
        ("no answer", s_cut, DoctorCheck.Session, DoctorVerdict.Failed, DoctorSaying.SessionDown, DoctorFixKind.Reconnect),
        ("opening", s_cut with { LinkProblem = BmcProblem.None }, DoctorCheck.Session, DoctorVerdict.Warning, DoctorSaying.SessionOpening, null),
        ("user level", s_well with { Privilege = PrivilegeLevel.User }, DoctorCheck.Session, DoctorVerdict.Warning, DoctorSaying.SessionWeak, null),
        ("well", s_well, DoctorCheck.Power, DoctorVerdict.Ok, DoctorSaying.PowerOn, null),
        ("off", s_well with { IsOn = Told<bool>.Of(false) }, DoctorCheck.Power, DoctorVerdict.Failed, DoctorSaying.PowerOff, DoctorFixKind.PowerOn),
        ("cut", s_cut, DoctorCheck.Power, DoctorVerdict.NotKnown, DoctorSaying.NotAsked, null),
        ("refused", s_well with { IsOn = Told<bool>.Refused(CompletionCode.InvalidCommand) }, DoctorCheck.Power, DoctorVerdict.NotKnown, DoctorSaying.NotTold, null),
        ("well", s_well, DoctorCheck.Policy, DoctorVerdict.Ok, DoctorSaying.PolicyHeld, null),
        ("off", s_well with { Policy = ConsolePolicy.Off }, DoctorCheck.Policy, DoctorVerdict.Failed, DoctorSaying.PolicyOff, DoctorFixKind.HoldAlways),
        ("memory", s_well with { Policy = ConsolePolicy.MemoryOnly }, DoctorCheck.Policy, DoctorVerdict.Ok, DoctorSaying.PolicyMemoryOnly, null),
        ("on demand", s_well with { Policy = ConsolePolicy.OnDemand }, DoctorCheck.Policy, DoctorVerdict.Ok, DoctorSaying.PolicyOnDemand, null),
        ("idle", s_well with { Policy = ConsolePolicy.OnDemand, Line = ConsoleLineState.Idle }, DoctorCheck.Policy, DoctorVerdict.Warning, DoctorSaying.PolicyOnDemand, DoctorFixKind.HoldAlways),
        ("required", s_well with { Record = RecordState.DiskFull, Line = ConsoleLineState.NotRecorded }, DoctorCheck.Policy, DoctorVerdict.Failed, DoctorSaying.RecordRequired, null),
        ("disk full", s_well with { Record = RecordState.DiskFull }, DoctorCheck.Policy, DoctorVerdict.Warning, DoctorSaying.RecordTroubled, null),
        ("well", s_well, DoctorCheck.SolEnabled, DoctorVerdict.Ok, DoctorSaying.SolOn, null),
        ("off", Sol(s_refused, sol => sol with { Enabled = false }), DoctorCheck.SolEnabled, DoctorVerdict.Failed, DoctorSaying.SolOff, DoctorFixKind.EnableSol),
        ("on but refused", s_refused with { LineProblem = BmcProblem.SolDisabled }, DoctorCheck.SolEnabled, DoctorVerdict.Failed, DoctorSaying.SolOnButRefused, DoctorFixKind.EnableSol),
        ("one parameter untold", Sol(s_well, sol => sol with { Enabled = null, Unread = [new UnreadParameter(1, 0, (CompletionCode)0x80)] }), DoctorCheck.SolEnabled, DoctorVerdict.NotKnown, DoctorSaying.NotTold, null),
        ("cut", s_cut, DoctorCheck.SolEnabled, DoctorVerdict.NotKnown, DoctorSaying.NotAsked, null),
        ("well", s_well, DoctorCheck.PayloadAccess, DoctorVerdict.Ok, DoctorSaying.PayloadAllowed, null),
        ("forbidden", s_refused with { PayloadAccess = Told<UserPayloadAccess>.Of(default) }, DoctorCheck.PayloadAccess, DoctorVerdict.Failed, DoctorSaying.PayloadForbidden, DoctorFixKind.GrantPayload),
        ("who", s_well with { Account = default }, DoctorCheck.PayloadAccess, DoctorVerdict.NotKnown, DoctorSaying.AccountUnknown, null),
        ("untold", s_well with { PayloadAccess = Told<UserPayloadAccess>.Refused(CompletionCode.InsufficientPrivilege) }, DoctorCheck.PayloadAccess, DoctorVerdict.NotKnown, DoctorSaying.NotTold, null),
        ("well", s_well, DoctorCheck.SolPrivilege, DoctorVerdict.Ok, DoctorSaying.SolPrivilegeMet, null),
        ("above", Sol(s_refused with { Privilege = PrivilegeLevel.Operator }, sol => sol with { Privilege = PrivilegeLevel.Administrator }), DoctorCheck.SolPrivilege, DoctorVerdict.Failed, DoctorSaying.SolPrivilegeAbove, DoctorFixKind.LowerSolPrivilege),
        ("well", s_well, DoctorCheck.Security, DoctorVerdict.Ok, DoctorSaying.SecurityMet, null),
        ("loose", Sol(s_well, sol => sol with { ForceEncryption = false }), DoctorCheck.Security, DoctorVerdict.Ok, DoctorSaying.SecurityLoose, null),
        ("of IPMI 1.5", s_well with { CipherSuite = null }, DoctorCheck.Security, DoctorVerdict.Failed, DoctorSaying.SecurityUnmet, null),
        ("well", s_well, DoctorCheck.Channel, DoctorVerdict.Ok, DoctorSaying.ChannelOpen, null),
        ("pre-boot", Access(ChannelAccessMode.PreBootOnly), DoctorCheck.Channel, DoctorVerdict.Warning, DoctorSaying.ChannelPreBoot, null),
        ("closed", Access(ChannelAccessMode.Disabled), DoctorCheck.Channel, DoctorVerdict.Warning, DoctorSaying.ChannelClosed, null),
        ("limited", Sol(Access(ChannelAccessMode.AlwaysAvailable, PrivilegeLevel.User), sol => sol with { Privilege = PrivilegeLevel.Operator }), DoctorCheck.Channel, DoctorVerdict.Warning, DoctorSaying.ChannelLimited, null),
        ("well", s_well, DoctorCheck.Line, DoctorVerdict.Ok, DoctorSaying.LineOurs, null),
        ("held", s_held, DoctorCheck.Line, DoctorVerdict.Failed, DoctorSaying.LineHeld, null),
        ("held from", s_held with { Owner = new SolOwner(IPAddress.Parse("192.0.2.7"), PrivilegeLevel.Operator, false) }, DoctorCheck.Line, DoctorVerdict.Failed, DoctorSaying.LineHeldFrom, null),
        ("held by us", s_held with { Owner = new SolOwner(IPAddress.Loopback, PrivilegeLevel.Administrator, true) }, DoctorCheck.Line, DoctorVerdict.Warning, DoctorSaying.LineHeldByUs, null),
        ("waits", Sol(s_refused, sol => sol with { Enabled = false }), DoctorCheck.Line, DoctorVerdict.NotKnown, DoctorSaying.Waits, null),
        ("refused", s_refused with { LineProblem = BmcProblem.SolRefused }, DoctorCheck.Line, DoctorVerdict.Failed, DoctorSaying.LineRefused, DoctorFixKind.Reconnect),
        ("free", s_refused, DoctorCheck.Line, DoctorVerdict.Warning, DoctorSaying.LineFree, DoctorFixKind.Reconnect),
        ("released", s_well with { Line = ConsoleLineState.Released }, DoctorCheck.Line, DoctorVerdict.Warning, DoctorSaying.LineReleased, null),
        ("policy", s_well with { Line = ConsoleLineState.Off }, DoctorCheck.Line, DoctorVerdict.NotKnown, DoctorSaying.LineLeft, null),
        ("well", s_well, DoctorCheck.BitRate, DoctorVerdict.Ok, DoctorSaying.RateAgrees, null),
        ("nobody says", Text(s_well, text => text with { BitRate = null, Port = null }), DoctorCheck.BitRate, DoctorVerdict.Ok, DoctorSaying.RateOnly, null),
        ("as the port", Text(Sol(s_well, sol => sol with { BitRate = SerialBitRate.Default, StoredBitRate = SerialBitRate.Default }), text => text with { BitRate = 9600 }), DoctorCheck.BitRate, DoctorVerdict.Warning, DoctorSaying.RateKernel, DoctorFixKind.SetBitRate),
        ("as the port, which nobody tells", Text(Sol(s_well, sol => sol with { BitRate = SerialBitRate.Default, StoredBitRate = null }) with { Serial = default }, text => text with { BitRate = null }), DoctorCheck.BitRate, DoctorVerdict.Ok, DoctorSaying.RateDefault, null),
        ("kernel, yet legible", Text(s_well, text => text with { BitRate = 57600 }), DoctorCheck.BitRate, DoctorVerdict.Warning, DoctorSaying.RateKernel, DoctorFixKind.SetBitRate),
        ("kernel and noise", Text(s_well, text => text with { BitRate = 57600, GarbledPercent = 60 }), DoctorCheck.BitRate, DoctorVerdict.Failed, DoctorSaying.RateKernel, DoctorFixKind.SetBitRate),
        ("kernel, a rate SOL lacks", Text(s_well, text => text with { BitRate = 921600 }), DoctorCheck.BitRate, DoctorVerdict.Warning, DoctorSaying.RateKernel, null),
        ("noise", Text(s_well, text => text with { GarbledPercent = 30 }), DoctorCheck.BitRate, DoctorVerdict.Failed, DoctorSaying.RateGarbled, null),
        ("after a restart", Sol(s_well, sol => sol with { StoredBitRate = SerialBitRate.Bps9600 }), DoctorCheck.BitRate, DoctorVerdict.Warning, DoctorSaying.RateVolatile, DoctorFixKind.SetBitRate),
        ("port", s_well with { Serial = Told<SerialBitRate>.Of(SerialBitRate.Bps19200) }, DoctorCheck.BitRate, DoctorVerdict.Warning, DoctorSaying.RateSerial, null),
        ("cut", s_cut, DoctorCheck.BitRate, DoctorVerdict.NotKnown, DoctorSaying.NotAsked, null),
        ("well", s_well, DoctorCheck.Timing, DoctorVerdict.Ok, DoctorSaying.TimingSane, null),
        ("slow", Sol(s_well, sol => sol with { AccumulateInterval = TimeSpan.FromMilliseconds(1000) }), DoctorCheck.Timing, DoctorVerdict.Warning, DoctorSaying.TimingSlow, DoctorFixKind.SetTiming),
        ("no retry", Sol(s_well, sol => sol with { RetryCount = 0 }), DoctorCheck.Timing, DoctorVerdict.Warning, DoctorSaying.TimingNoRetry, DoctorFixKind.SetTiming),
        ("hasty", Sol(s_well, sol => sol with { RetryCount = 1, RetryInterval = TimeSpan.FromMilliseconds(10) }), DoctorCheck.Timing, DoctorVerdict.Warning, DoctorSaying.TimingHasty, DoctorFixKind.SetTiming),
        ("well", s_well, DoctorCheck.Transfer, DoctorVerdict.Ok, DoctorSaying.TransferOpen, null),
        ("blocked", s_well with { Signals = new LineSignals(s_now, null) }, DoctorCheck.Transfer, DoctorVerdict.Warning, DoctorSaying.TransferBlocked, null),
        ("overrun", s_well with { Signals = new LineSignals(null, s_now) }, DoctorCheck.Transfer, DoctorVerdict.Warning, DoctorSaying.TransferOverrun, null),
        ("not live", s_refused, DoctorCheck.Transfer, DoctorVerdict.NotKnown, DoctorSaying.Waits, null),
        ("well", s_well, DoctorCheck.LastByte, DoctorVerdict.Ok, DoctorSaying.LastByteSeen, null),
        ("never", s_well with { LastByteAt = null }, DoctorCheck.LastByte, DoctorVerdict.Warning, DoctorSaying.NeverPrinted, null),
        ("well", s_well, DoctorCheck.SincePowerOn, DoctorVerdict.Ok, DoctorSaying.PrintedSincePowerOn, null),
        ("silent", s_well with { LastByteAt = s_now.AddHours(-2) }, DoctorCheck.SincePowerOn, DoctorVerdict.Failed, DoctorSaying.SilentSincePowerOn, null),
        ("nobody listened", s_refused with { LastByteAt = null }, DoctorCheck.SincePowerOn, DoctorVerdict.Warning, DoctorSaying.SilentSincePowerOn, null),
        ("just on", s_well with { LastByteAt = null, PoweredOnAt = s_now.AddSeconds(-20) }, DoctorCheck.SincePowerOn, DoctorVerdict.NotKnown, DoctorSaying.PoweredOnJustNow, null),
        ("when", s_well with { PoweredOnAt = null }, DoctorCheck.SincePowerOn, DoctorVerdict.NotKnown, DoctorSaying.PowerOnUnknown, null),
        ("well", s_well, DoctorCheck.Login, DoctorVerdict.Ok, DoctorSaying.LoginSeen, null),
        ("no getty", Text(s_well, text => text with { Login = false }), DoctorCheck.Login, DoctorVerdict.Warning, DoctorSaying.KernelNoLogin, null),
        ("booting", Text(s_well, text => text with { Login = false }) with { LastByteAt = s_now }, DoctorCheck.Login, DoctorVerdict.NotKnown, DoctorSaying.StillBooting, null),
        ("no boot", Text(s_well, _ => HostText.Nothing), DoctorCheck.Login, DoctorVerdict.NotKnown, DoctorSaying.NoKernelText, null),
        ("nobody", s_well, DoctorCheck.Driver, DoctorVerdict.Ok, DoctorSaying.DriverNone, null),
        ("me", s_well with { Driver = s_me }, DoctorCheck.Driver, DoctorVerdict.Ok, DoctorSaying.DriverYou, null),
        ("other", s_well with { Driver = new ConsolePerson("2", "bob") }, DoctorCheck.Driver, DoctorVerdict.Warning, DoctorSaying.DriverOther, null),
        ("watcher", As(s_well, Role.Viewer), DoctorCheck.Driver, DoctorVerdict.Ok, DoctorSaying.MayNotType, null),
        // Whoever may not mend it is told what is wrong, and offered nothing.
        ("off, a viewer", As(Sol(s_refused, sol => sol with { Enabled = false }), Role.Viewer), DoctorCheck.SolEnabled, DoctorVerdict.Failed, DoctorSaying.SolOff, null),
        ("off, an operator", As(Sol(s_refused, sol => sol with { Enabled = false }), Role.Operator), DoctorCheck.SolEnabled, DoctorVerdict.Failed, DoctorSaying.SolOff, null),
        ("host off, an operator", As(s_well with { IsOn = Told<bool>.Of(false) }, Role.Operator), DoctorCheck.Power, DoctorVerdict.Failed, DoctorSaying.PowerOff, DoctorFixKind.PowerOn),
        ("host off, a viewer", As(s_well with { IsOn = Told<bool>.Of(false) }, Role.Viewer), DoctorCheck.Power, DoctorVerdict.Failed, DoctorSaying.PowerOff, null),
        ("held from, an operator", As(s_held with { Owner = new SolOwner(IPAddress.Parse("192.0.2.7"), PrivilegeLevel.Operator, false) }, Role.Operator), DoctorCheck.Line, DoctorVerdict.Failed, DoctorSaying.LineHeld, null),
    ];

    public static TheoryData<int, string> Rows
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < s_rows.Length; i++)
                data.Add(i, $"{s_rows[i].Check}: {s_rows[i].Name}");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Judge_EachKindOfFacts_FindsWhatTheyMean(int row, string name)
    {
        var (_, facts, check, verdict, saying, fix) = s_rows[row];
        var finding = ConsoleDiagnosis.Judge(check, facts);
        Assert.True((verdict, saying, fix) == (finding.Verdict, finding.Saying, finding.Fix?.Kind), $"{name}: {finding}");
        Assert.Equal(check, finding.Check);
    }

    [Fact]
    public void Judge_EverySayingButTheProbes_HasARow() =>
        Assert.Empty(Enum.GetValues<DoctorSaying>().Where(saying => !saying.ToString().StartsWith("Probe", StringComparison.Ordinal)).Except(s_rows.Select(row => row.Saying)));

    [Fact]
    public void Conclusion_FirstFailureBeforeFirstWarning()
    {
        var findings = s_rows[..3].Select(row => ConsoleDiagnosis.Judge(row.Check, row.Facts)).ToList();
        Assert.Equal(DoctorSaying.SessionDown, DoctorConclusion.Of(findings)?.Saying);
        Assert.Equal(DoctorSaying.SessionOpening, DoctorConclusion.Of([findings[0], findings[2]])?.Saying);
        Assert.Null(DoctorConclusion.Of([findings[0]]));
    }

    private static DoctorFacts Sol(DoctorFacts facts, Func<SolConfiguration, SolConfiguration> change) => facts with { Sol = Told<SolConfiguration>.Of(change(facts.Sol.Value!)) };

    private static DoctorFacts Text(DoctorFacts facts, Func<HostText, HostText> change) => facts with { Text = change(facts.Text) };

    private static DoctorFacts As(DoctorFacts facts, Role role) => facts with { Asker = new DoctorAsker(s_me, role.Rights()) };

    private static DoctorFacts Access(ChannelAccessMode mode, PrivilegeLevel limit = PrivilegeLevel.Administrator) =>
        s_well with { ChannelAccess = Told<ChannelAccess>.Of(new ChannelAccess(mode, limit)) };
}
