using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Credentials;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi;

namespace Portal.Fleet.Tests.Credentials;

/// <summary>New passwords for BMCs that behave well and badly: whatever happens, the portal can log in afterwards.</summary>
public sealed class RotationTests
{
    [Fact]
    public async Task Rotate_ConsoleAttached_NewPasswordCountsNobodyElseChangesAndTheLineStays()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var sessions = bmc.Ledger.Count(entry => entry is { NetFn: 0x06, Command: 0x48 });

        var end = await RotateAsync(portal, server.Id);

        Assert.Equal((RotationState.Done, 20, (string?)null), (end.State, end.Bytes, end.Code));
        Assert.Equal(ConsoleLineState.Live, portal.Board.Get(server.Id).Console);
        Assert.Equal(sessions, bmc.Ledger.Count(entry => entry is { NetFn: 0x06, Command: 0x48 }));
        Assert.True(await MayLogInAsync(bmc.EndPoint, "admin", await StoredAsync(portal, server.Id)));
        Assert.False(await MayLogInAsync(bmc.EndPoint, "admin", "password"));
        Assert.True(await MayLogInAsync(bmc.EndPoint, "operator", "password"));
        Assert.True(await MayLogInAsync(bmc.EndPoint, "user", "password"));
        Assert.Equal(["intent", "ok"], (await portal.AuditAsync("credential.rotate")).Select(entry => entry.Outcome));
        var view = Assert.Single(await (await portal.Access.OpenCredentialsAsync(TestPortal.Admin, TestPortal.Ct)).ListAsync(TestPortal.Ct));
        Assert.Equal((PasswordLength.Twenty, true, CredentialFindings.None), (view.Length, view.Generated, view.Findings));

        // And once more, from the generated one.
        Assert.Equal(RotationState.Done, (await RotateAsync(portal, server.Id)).State);
        Assert.True(await MayLogInAsync(bmc.EndPoint, "admin", await StoredAsync(portal, server.Id)));
    }

    [Theory]
    [InlineData("keeps 16 bytes", RotationState.Done, 16)]
    [InlineData("refuses", RotationState.Failed, null)]
    [InlineData("cannot test", RotationState.Done, 20)]
    [InlineData("one slot", RotationState.Done, 20)]
    [InlineData("silent", RotationState.Failed, null)]
    [InlineData("sets and says no", RotationState.Failed, null)]
    [InlineData("sets, says no, and takes no other", RotationState.Done, 20)]
    public async Task Rotate_BmcThatDiffers_EndsHonestlyAndLeavesTheDoorOpen(string kind, RotationState expected, int? bytes)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { SessionSlots = kind == "one slot" ? 1 : 4 });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.Link == LinkState.Online && status.PowerReadAt is not null);
        switch (kind)
        {
            case "keeps 16 bytes":
                bmc.Faults.PasswordBytesKept = 16;
                break;
            case "refuses":
                bmc.Faults.CompletionCodes[(0x06, 0x47)] = 0xD5;
                break;
            case "sets and says no":
                bmc.Faults.AfterPasswordSet = SimAfterPassword.Error;
                break;
            case "sets, says no, and takes no other":
                bmc.Faults.AfterPasswordSet = SimAfterPassword.ErrorAndNoMore;
                break;
            case "silent":
                bmc.Faults.Unanswered.Add((0x06, 0x47));
                break;
            default:
                break;
        }

        var end = await RotateAsync(portal, server.Id);

        Assert.True((expected, bytes) == (end.State, end.Bytes), end.ToString());
        await portal.WaitAsync(server.Id, status => status.Link == LinkState.Online);
        await using (var db = await portal.DbAsync())
            Assert.Null((await db.Servers.AsNoTracking().SingleAsync(TestPortal.Ct)).SealedNextPassword);
        await portal.StopAsync();
    }

    [Fact]
    public async Task Rotate_ManyWithOneGone_ReportsEachAndSharedGroupsShrink()
    {
        await using var farm = SimulatedFarm.Start(4, new IPEndPoint(IPAddress.Parse("127.77.0.1"), 16631));
        await using var portal = await TestPortal.StartAsync();
        var servers = new List<ServerView>();
        foreach (var bmc in farm.Bmcs)
            servers.Add(await portal.AddAsync(bmc, $"s{servers.Count}"));
        foreach (var server in servers)
            await portal.WaitAsync(server.Id, status => status.Link == LinkState.Online && status.PowerReadAt is not null);
        var gone = await portal.AddAsync(new IPEndPoint(IPAddress.Parse("127.77.0.200"), 16631), "gone");
        var credentials = await portal.Access.OpenCredentialsAsync(TestPortal.Admin, TestPortal.Ct);
        var before = await credentials.ListAsync(TestPortal.Ct);
        Assert.All(before, view => Assert.Equal(1, view.Group));
        Assert.All(before, view => Assert.Equal(CredentialFindings.Default | CredentialFindings.Shared | CredentialFindings.Short,
            view.Findings & (CredentialFindings.Default | CredentialFindings.Shared | CredentialFindings.Short)));

        var rows = await credentials.RotateAsync([.. servers.Take(3).Select(server => server.Id), gone.Id], "audit", TestPortal.Ct);
        foreach (var row in rows)
            await WaitStateAsync(portal, row.Id, row.ServerName == "gone" ? RotationState.Failed : RotationState.Done);

        var after = await credentials.ListAsync(TestPortal.Ct);
        Assert.Equal(["gone", "s3"], after.Where(view => view.Group == 1).Select(view => view.ServerName));
        Assert.All(after.Where(view => view.Generated), view => Assert.Equal(CredentialFindings.None, view.Findings));
        var people = await portal.AddUserAsync("operator", Role.Operator);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.OpenCredentialsAsync(people, TestPortal.Ct));
    }

    [Fact]
    public async Task Rotate_BmcFallsSilentRightAfterTheSet_IsInDoubtUntilALoginTells()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync(TestPortal.Quick with { CommandTimeout = TimeSpan.FromSeconds(1) });
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.Link == LinkState.Online && status.PowerReadAt is not null);
        bmc.Faults.AfterPasswordSet = SimAfterPassword.Silence;

        var doubt = await RotateAsync(portal, server.Id);

        Assert.Equal((RotationState.InDoubt, "in_doubt"), (doubt.State, doubt.Code));
        var credentials = await portal.Access.OpenCredentialsAsync(TestPortal.Admin, TestPortal.Ct);

        // It is tried again now and then, and is no finding while it is.
        var rotator = portal.Get<CredentialRotator>();
        var changed = rotator.Changed;
        while (!Assert.Single(await credentials.ListAsync(TestPortal.Ct)).Findings.HasFlag(CredentialFindings.InDoubt))
        {
            await changed.WaitAsync(TimeSpan.FromSeconds(30), TestPortal.Ct);
            changed = rotator.Changed;
        }

        // Its place and account stay, because only there can be found out which one counts.
        var refused = await Assert.ThrowsAsync<InvalidServerException>(() => portal.Get<ServerRegistry>().ChangeAsync(server.Id, new ServerChange { Port = 624 }, null, TestPortal.Ct));
        Assert.Equal("rotation_under_way", refused.Code);

        (bmc.Faults.AfterPasswordSet, bmc.Faults.Silent) = (SimAfterPassword.Answer, false);
        await WaitStateAsync(portal, doubt.Id, RotationState.Done);
        Assert.True(await MayLogInAsync(bmc.EndPoint, "admin", await StoredAsync(portal, server.Id)));
        Assert.False(await MayLogInAsync(bmc.EndPoint, "admin", "password"));
    }

    [Fact]
    public async Task Rotate_OrderedTenTimesAtOnce_HappensOnce()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.Link == LinkState.Online && status.PowerReadAt is not null);
        bmc.Faults.Latency = TimeSpan.FromMilliseconds(100);

        var ends = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RotateAsync(portal, server.Id)));

        Assert.Single(ends.Select(end => end.Id).Distinct());
        Assert.All(ends, end => Assert.Equal(RotationState.Done, end.State));
    }

    [Fact]
    public async Task Check_BmcThatLetsAnybodyIn_IsFoundWithoutALogin()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions
        {
            CipherSuites = [0, 3, 17],
            Ipmi15 = [0, 2],
            Accounts = [new SimAccount("", "", 4), new SimAccount("admin", "password", 4)],
        });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.Link == LinkState.Online && status.PowerReadAt is not null);
        var credentials = await portal.Access.OpenCredentialsAsync(TestPortal.Admin, TestPortal.Ct);
        var inspector = portal.Get<CredentialInspector>();
        var changed = inspector.Changed;

        Assert.Equal(1, await credentials.CheckAsync([server.Id], TestPortal.Ct));
        await changed.WaitAsync(TimeSpan.FromSeconds(30), TestPortal.Ct);

        var view = Assert.Single(await credentials.ListAsync(TestPortal.Ct));
        Assert.NotNull(view.CheckedAt);
        Assert.Equal("None", $"{(CredentialFindings.CipherZero | CredentialFindings.NoAuthentication) & ~view.Findings}");
        Assert.True((view.Findings & (CredentialFindings.NullUser | CredentialFindings.AnonymousLogin)) != 0, $"{view.Findings}");
        await Assert.ThrowsAsync<NotFoundException>(() => credentials.CheckAsync([server.Id, BmcId.New()], TestPortal.Ct));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(16)]
    [InlineData(0)]
    public async Task Start_AfterADeathInTheMiddle_FindsOutWhichPasswordCountsAndFinishes(int set)
    {
        var directory = Directory.CreateTempSubdirectory("portal-rotation-").FullName;
        using var next = PasswordMaker.Make();
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions
        {
            Accounts = set > 0 ? [new SimAccount("admin", Encoding.ASCII.GetString(next.Reveal()[..set]), 4)] : SimAccount.Defaults,
        });
        BmcId id;
        await using (var portal = await TestPortal.StartAsync(directory: directory, run: false))
        {
            // What a process leaves that dies right before or right after the BMC has heard of it.
            id = (await portal.AddAsync(bmc)).Id;
            var row = (await portal.Get<ServerRegistry>().FindAsync(id, TestPortal.Ct))!;
            var open = Assert.Single(await portal.Get<RotationLedger>().InsertAsync(TestPortal.Admin, Guid.NewGuid(), [row], null, TestPortal.Ct));
            Assert.Single(await portal.Get<RotationLedger>().TakeAsync(1, TestPortal.Ct));
            Assert.True(await portal.Get<PendingPasswords>().BeginAsync(row, next, _ => { }, TestPortal.Ct));
            Assert.False(open.Ended);
        }

        await using (var portal = await TestPortal.StartAsync(directory: directory))
        {
            var ledger = portal.Get<RotationLedger>();
            var row = Assert.Single(await ledger.ListAsync(null, TestPortal.Ct));
            await WaitStateAsync(portal, row.Id, RotationState.Done);
            Assert.True(await MayLogInAsync(bmc.EndPoint, "admin", await StoredAsync(portal, id)));
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void Make_ManyPasswords_AreDifferentAndHaveEachKindInTheFirstSixteen()
    {
        var made = Enumerable.Range(0, 500).Select(_ =>
        {
            using var password = PasswordMaker.Make();
            Assert.Equal("***", password.ToString());
            return Encoding.ASCII.GetString(password.Reveal());
        }).ToList();

        Assert.Equal(500, made.Distinct().Count());
        Assert.All(made, text => Assert.Matches("^(?=.{0,15}[A-Z])(?=.{0,15}[a-z])(?=.{0,15}[0-9])(?=.{0,15}[-_])[A-Za-z][-_A-Za-z0-9]{19}$", text));
    }

    private static Task<RotationView> RotateAsync(TestPortal portal, BmcId id) => portal.Get<IBmcPasswordRotation>().RotateAsync(TestPortal.Admin, id, "test", TestPortal.Ct);

    private static async Task WaitStateAsync(TestPortal portal, Guid id, RotationState wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestPortal.Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var rotator = portal.Get<CredentialRotator>();
        while (true)
        {
            var changed = rotator.Changed;
            var now = await rotator.Ledger.FindAsync(id, TestPortal.Ct);
            if (now!.State == wanted)
                return;
            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!TestPortal.Ct.IsCancellationRequested)
            {
                Assert.Fail($"Not within 60 s: {now}");
            }
        }
    }

    private static async Task<string> StoredAsync(TestPortal portal, BmcId id)
    {
        await using var db = await portal.DbAsync();
        var row = await db.Servers.AsNoTracking().SingleAsync(row => row.Id == id, TestPortal.Ct);
        using var password = portal.Get<CredentialVault>().Open(id, CredentialVault.Password, row.SealedPassword!);
        return Encoding.ASCII.GetString(password!.Reveal());
    }

    private static async Task<bool> MayLogInAsync(IPEndPoint endPoint, string user, string password)
    {
        using var secret = SecretBytes.FromText(password);
        try
        {
            await using var session = await BmcSession.OpenAsync(new BmcSessionOptions { EndPoint = endPoint, UserName = user, Password = secret, Privilege = PrivilegeLevel.User }, TestPortal.Ct);
            return true;
        }
        catch (IpmiAuthenticationException)
        {
            return false;
        }
        catch (IpmiException e) when (e.Failure == IpmiFailure.Rakp2Mismatch)
        {
            return false;
        }
    }
}
