using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Fleet.Links;

/// <summary>Logs in to a BMC once, apart from the live link, and tells each step. Takes one session slot for as long as it lasts.</summary>
internal sealed class BmcTester(IDbContextFactory<PortalDb> dbs, BmcDialer dialer, StatusBoard board, FleetOptions options, TimeProvider time)
{
    private static readonly string[] s_steps = ["address", "presence", "capabilities", "session", "device", "chassis", "sol"];
    private static readonly TimeSpan s_presence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_capabilities = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_session = TimeSpan.FromSeconds(5);

    /// <summary>Runs the steps in order; after one that failed, the rest is skipped.</summary>
    public async IAsyncEnumerable<TestStep> RunAsync(BmcId id, [EnumeratorCancellation] CancellationToken ct)
    {
        // Read anew: the newest credential counts, and whether it ever worked.
        Server server;
        await using (var db = await dbs.CreateDbContextAsync(ct))
            server = await db.Servers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw new NotFoundException();

        using var deadline = new CancellationTokenSource(options.Test, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        BmcSession? session = null;
        var failed = false;
        try
        {
            foreach (var name in s_steps)
            {
                if (failed)
                {
                    yield return new TestStep(name, TestVerdict.Skipped, BmcProblem.None, "An earlier step failed.", TimeSpan.Zero);
                    continue;
                }

                var started = time.GetTimestamp();
                TestVerdict verdict;
                var problem = BmcProblem.None;
                string detail;
                try
                {
                    (verdict, detail) = name switch
                    {
                        "address" => await AddressAsync(server),
                        "presence" => await PresenceAsync(server, stop.Token),
                        "capabilities" => await CapabilitiesAsync(server, stop.Token),
                        "session" => Describe(session = await dialer.OpenAsync(server, s_session, stop.Token)),
                        "device" => Describe(await session!.SendAsync(new GetDeviceId(), stop.Token)),
                        "chassis" => Describe(await session!.SendAsync(new GetChassisStatus(), stop.Token)),
                        _ => await SolAsync(session!, server.Id, stop.Token),
                    };
                }
                catch (Exception e) when (Failure(e, server, ct) is { } failure)
                {
                    (verdict, problem, detail) = (TestVerdict.Failed, failure.Problem, failure.Detail ?? failure.Problem.Sentence());
                    if (problem == BmcProblem.NoSessionSlots && board.Get(id).Link == LinkState.Online)
                        detail += " The portal's own session, which is up, holds one of them.";
                    failed = true;
                }

                yield return new TestStep(name, verdict, problem, detail, time.GetElapsedTime(started));
            }
        }
        finally
        {
            if (session is not null)
                await session.DisposeAsync();
        }
    }

    /// <summary>The failure a step ended with; null for what must go on up, the caller's own cancellation above all.</summary>
    private static BmcFailureException? Failure(Exception e, Server server, CancellationToken ct) => e switch
    {
        BmcFailureException failure => failure,
        IpmiException ipmi => BmcDialer.Translate(ipmi, server, server.CredentialVerifiedAt is not null),
        OperationCanceledException when !ct.IsCancellationRequested => new BmcFailureException(BmcProblem.NoAnswer, "The test ran out of its time."),
        _ => null,
    };

    private async Task<(TestVerdict Verdict, string Detail)> AddressAsync(Server server) =>
        await dialer.ProbeAsync(server, _ => Task.FromResult((TestVerdict.Passed, "The address is inside the allowed networks.")));

    private async Task<(TestVerdict Verdict, string Detail)> PresenceAsync(Server server, CancellationToken ct)
    {
        try
        {
            return await dialer.ProbeAsync(server, endPoint => BmcProbe.PingAsync(endPoint, s_presence, ct)) is { } pong
                ? (TestVerdict.Passed, pong.SupportsIpmi ? "Answers the presence ping and supports IPMI." : "Answers the presence ping, and says that it does not support IPMI.")
                : (TestVerdict.Noted, "Does not answer the presence ping; many BMCs do not.");
        }
        catch (BmcFailureException e) when (e.Problem == BmcProblem.NoAnswer)
        {
            return (TestVerdict.Noted, "Does not answer the presence ping; many BMCs do not.");
        }
    }

    private async Task<(TestVerdict Verdict, string Detail)> CapabilitiesAsync(Server server, CancellationToken ct)
    {
        var found = await dialer.ProbeAsync(server, (IPEndPoint endPoint) => BmcProbe.GetAuthenticationCapabilitiesAsync(endPoint, PrivilegeLevel.Administrator, s_capabilities, ct));
        var notes = new List<string> { found.SupportsIpmi20 ? "IPMI 2.0" : "does not claim IPMI 2.0" };
        if (found.KgSet)
            notes.Add("a BMC key (K_G) is set");
        if (found.AnonymousLogin || found.NullUsers)
            notes.Add("anonymous login is enabled: switch it off");
        return (found.SupportsIpmi20 && !found.AnonymousLogin && !found.NullUsers ? TestVerdict.Passed : TestVerdict.Noted, Sentence(notes));
    }

    private async Task<(TestVerdict Verdict, string Detail)> SolAsync(BmcSession session, BmcId id, CancellationToken ct)
    {
        try
        {
            var status = await session.SendAsync(new GetPayloadActivationStatus(), ct);
            if (!status.IsActive(1))
                return (TestVerdict.Passed, "SOL is free.");
            return board.Get(id).Console == ConsoleLineState.Live
                ? (TestVerdict.Passed, "SOL is active; this portal holds it.")
                : (TestVerdict.Noted, "SOL is active, and someone else holds it.");
        }
        catch (IpmiCommandException e)
        {
            return (TestVerdict.Noted, $"The BMC does not tell about SOL: {e.CompletionCode.Describe()}.");
        }
    }

    private static (TestVerdict Verdict, string Detail) Describe(BmcSession session) => (
        TestVerdict.Passed,
        string.Create(CultureInfo.InvariantCulture, $"Logged in with cipher suite {(int?)session.CipherSuite} as {session.Privilege.ToString().ToUpperInvariant()}."));

    private static (TestVerdict Verdict, string Detail) Describe(DeviceId device) => (
        device.UpdateInProgress ? TestVerdict.Noted : TestVerdict.Passed,
        string.Create(CultureInfo.InvariantCulture, $"Firmware {Firmware(device)}, manufacturer {device.ManufacturerId}, product {device.ProductId}{(device.UpdateInProgress ? "; an update is in progress" : "")}."));

    private static (TestVerdict Verdict, string Detail) Describe(ChassisStatus chassis) => (
        TestVerdict.Passed,
        $"The host is {(chassis.IsOn ? "on" : "off")}{(chassis.PowerFault || chassis.PowerControlFault ? "; a power fault is reported" : "")}.");

    /// <summary>Firmware as the status shows it, for example <c>2.1, IPMI 2.0</c>.</summary>
    public static string Firmware(DeviceId device) =>
        string.Create(CultureInfo.InvariantCulture, $"{device.FirmwareMajor}.{device.FirmwareMinor:00}, IPMI {device.IpmiMajor}.{device.IpmiMinor}");

    private static string Sentence(List<string> notes)
    {
        var text = string.Join("; ", notes);
        return char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }
}
