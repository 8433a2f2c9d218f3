using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Configuration.Accounts;
using Portal.Fleet.Configuration.Channels;
using Portal.Fleet.Configuration.Raw;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Tests.Configuration;

/// <summary>A BMC's accounts, channels and raw commands, over real UDP.</summary>
public class AccountTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Account_AddedChangedDisabledDeleted_LogsInAsItShould()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.PowerReadAt is not null);
        var handle = await portal.OpenAsync(server.Id);
        var slot = (await handle.GetAccountsAsync(null, Ct)).Accounts.First(account => account.IsFree && account.Slot > 1).Slot;

        using (var password = SecretBytes.FromText("first-password"))
        {
            var added = await handle.SetAccountAsync(slot, null, new BmcAccountChange { Name = "night", Password = password, Privilege = PrivilegeLevel.Operator, Sol = true }, Ct);
            Assert.Equal(("night", true, PrivilegeLevel.Operator, true, true), (added.Name, added.IsEnabled, added.Privilege, added.Messaging, added.Sol));
            Assert.Equal(PasswordTest.Right, await handle.TestAccountAsync(slot, password, Ct));
        }

        Assert.True(await LogsInAsync(bmc, "night", "first-password", PrivilegeLevel.Operator));
        using (var password = SecretBytes.FromText("second-password-20by"))
            await handle.SetAccountAsync(slot, null, new BmcAccountChange { Name = "nightly", Password = password, Privilege = PrivilegeLevel.User }, Ct);
        Assert.True(await LogsInAsync(bmc, "nightly", "second-password-20by", PrivilegeLevel.User));
        Assert.False(await LogsInAsync(bmc, "nightly", "second-password-20by", PrivilegeLevel.Operator));

        Assert.False((await handle.SetAccountAsync(slot, null, new BmcAccountChange { Enabled = false }, Ct)).IsEnabled);
        Assert.False(await LogsInAsync(bmc, "nightly", "second-password-20by", PrivilegeLevel.User));
        Assert.Equal("account_changed", (await Assert.ThrowsAsync<BmcActionException>(() => handle.DeleteAccountAsync(slot, "night", Ct))).Code);
        await handle.DeleteAccountAsync(slot, "nightly", Ct);
        Assert.True((await handle.GetAccountsAsync(null, Ct)).Accounts.Single(account => account.Slot == slot).IsFree);

        var audit = await portal.AuditAsync("bmc.user.set");
        Assert.Contains(audit, entry => entry.Detail!.Contains("password", StringComparison.Ordinal));
        Assert.DoesNotContain(audit, entry => entry.Detail?.Contains("first-password", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Account_WhatWouldLockThePortalOut_IsRefusedBeforeAnythingIsSent()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.PowerReadAt is not null);
        var handle = await portal.OpenAsync(server.Id);
        var own = (await handle.GetAccountsAsync(null, Ct)).Accounts.Single(account => account.IsOwn);
        using var password = SecretBytes.FromText("another");
        foreach (var (change, code) in new (BmcAccountChange, string)[]
        {
            (new() { Enabled = false }, "would_lock_out"), (new() { Privilege = PrivilegeLevel.Operator }, "would_lock_out"), (new() { NoAccess = true }, "would_lock_out"), (new() { Name = "other" }, "would_lock_out"),
            (new() { Messaging = false }, "would_lock_out"), (new() { Sol = false }, "would_lock_out"), (new() { Password = password }, "own_password"),
        })
            Assert.Equal(code, (await Assert.ThrowsAsync<BmcActionException>(() => handle.SetAccountAsync(own.Slot, null, change, Ct))).Code);
        Assert.Equal("would_lock_out", (await Assert.ThrowsAsync<BmcActionException>(() => handle.DeleteAccountAsync(own.Slot, null, Ct))).Code);

        var channels = await handle.GetChannelsAsync(Ct);
        var ownChannel = channels.Channels.Single(channel => channel.IsOwn).Info.Channel;
        Assert.Equal("would_lock_out", (await Assert.ThrowsAsync<BmcActionException>(() => handle.SetChannelAsync(ownChannel, new BmcChannelChange { Mode = ChannelAccessMode.Disabled }, Ct))).Code);
        Assert.DoesNotContain(bmc.Ledger, entry => entry is { NetFn: 0x06, Command: 0x40 or 0x43 or 0x45 or 0x47 or 0x4C });
    }

    [Fact]
    public async Task Raw_WhatIsNotAllowed_IsNotSentAndItsBytesAreNotWrittenDown()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.PowerReadAt is not null);
        var handle = await portal.OpenAsync(server.Id);

        var answer = await handle.SendRawAsync(new RawRequest(0x06, 0x01, default), Ct);
        Assert.Equal((CompletionCode.Ok, 15), (answer.CompletionCode, answer.Data.Length));
        foreach (var (netFn, command) in new (byte, byte)[] { (0x06, 0x47), (0x06, 0x34), (0x06, 0x02), (0x2E, 0x01), (0x00, 0x02) })
            Assert.Equal("raw_not_allowed", (await Assert.ThrowsAsync<BmcActionException>(() => handle.SendRawAsync(new RawRequest(netFn, command, new byte[] { 0xDE, 0xAD }), Ct))).Code);
        Assert.Equal("raw_not_allowed", (await Assert.ThrowsAsync<BmcActionException>(() => handle.SendRawAsync(new RawRequest(0x0C, 0x02, new byte[] { 1, 16, 0, 0 }), Ct))).Code);
        Assert.DoesNotContain(await portal.AuditAsync("bmc.raw"), entry => entry.Detail?.Contains("DEAD", StringComparison.OrdinalIgnoreCase) == true);
        Assert.False(RawPolicy.TryParse(["06/47"], false, out _, out var error));
        Assert.Contains("Portal:Bmc:RawAllowed", error, StringComparison.Ordinal);
    }

    private static async Task<bool> LogsInAsync(SimulatedBmc bmc, string name, string password, PrivilegeLevel privilege)
    {
        using var secret = SecretBytes.FromText(password);
        try
        {
            await using var session = await BmcSession.OpenAsync(new BmcSessionOptions { EndPoint = bmc.EndPoint, UserName = name, Password = secret, Privilege = privilege }, Ct);
            return session.Privilege >= privilege;
        }
        catch (IpmiException)
        {
            return false;
        }
    }
}
