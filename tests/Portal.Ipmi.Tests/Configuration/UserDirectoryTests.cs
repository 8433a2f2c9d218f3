using Portal.BmcSim;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;

namespace Portal.Ipmi.Tests.Configuration;

public sealed class UserDirectoryTests : BmcSessionFixture
{
    [Fact]
    public async Task ListAsync_OfTheSimulator_ShowsItsAccounts()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var list = await new UserDirectory(session).ListAsync(Ct);

        Assert.Equal((16, 3, 1, 16), (list.MaxUsers, list.EnabledUsers, list.FixedNames, list.Users.Count));
        Assert.Equal([("admin", 2), ("operator", 3), ("user", 4)], list.Users.Where(u => u.Name.Length > 0).Select(u => (u.Name, (int)u.Id)));
        Assert.True(list.Users[1].Access is { IsEnabled: true, Privilege: PrivilegeLevel.Administrator, Messaging: true });
        Assert.True(list.Users[4] is { IsFree: true, Access.Privilege: null });
    }

    [Theory]
    [InlineData("short", false)]
    [InlineData("exactly-sixteen!", false)]
    [InlineData("twenty-bytes-of-it!!", false)]
    [InlineData("short", true)] // a BMC that wants a password even to enable a user
    public async Task AddAsync_NewUser_LogsInAtOnce(string password, bool needsPadding)
    {
        await using var bmc = Start();
        bmc.Faults.PasswordNeededToEnable = needsPadding;
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        using var secret = SecretBytes.FromText(password);

        var id = await new UserDirectory(session).AddAsync("joe", secret, PrivilegeLevel.Operator, Ct);

        Assert.Equal(5, id);
        await using var joe = await BmcSession.OpenAsync(Options(bmc) with { UserName = "joe", Password = secret.Copy(), Privilege = PrivilegeLevel.Operator }, Ct);
        Assert.Equal((5, PrivilegeLevel.Operator), ((int)(await joe.SendAsync(new GetSessionInfo(), Ct)).UserId!, (await joe.SendAsync(new GetSessionInfo(), Ct)).Privilege!.Value));
        var e = await Assert.ThrowsAsync<IpmiException>(() => new UserDirectory(session).AddAsync("joe", secret, PrivilegeLevel.User, Ct));
        Assert.Contains("already", e.Message);
    }

    [Fact]
    public async Task Everything_ThatChangesAUser_DecidesTheNextLogin()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var users = new UserDirectory(session);
        using var changed = SecretBytes.FromText("changed");

        // A new password at once, the old one no more.
        await users.SetPasswordAsync(3, changed, Ct);
        Assert.Equal(IpmiFailure.Rakp2Mismatch, await FailsAsync(bmc, "operator", "password", PrivilegeLevel.Operator));
        await LogInAsync(bmc, "operator", "changed", PrivilegeLevel.Operator);

        await users.SetEnabledAsync(3, false, Ct);
        Assert.Equal(IpmiFailure.UserUnknown, await FailsAsync(bmc, "operator", "changed", PrivilegeLevel.Operator));
        await users.SetEnabledAsync(3, true, Ct);
        await users.SetEnabledAsync(3, true, Ct);
        await LogInAsync(bmc, "operator", "changed", PrivilegeLevel.Operator);

        await users.SetPrivilegeAsync(3, PrivilegeLevel.User, Ct);
        Assert.Equal(IpmiFailure.PrivilegeRefused, await FailsAsync(bmc, "operator", "changed", PrivilegeLevel.Operator));
        await LogInAsync(bmc, "operator", "changed", PrivilegeLevel.User);

        await users.RenameAsync(3, "watcher", Ct);
        Assert.Equal(IpmiFailure.UserUnknown, await FailsAsync(bmc, "operator", "changed", PrivilegeLevel.User));
        await LogInAsync(bmc, "watcher", "changed", PrivilegeLevel.User);
        Assert.Equal(3, (await users.FindAsync("watcher", Ct))!.Id);

        await users.DeleteAsync(3, Ct);
        Assert.Equal(IpmiFailure.UserUnknown, await FailsAsync(bmc, "watcher", "changed", PrivilegeLevel.User));
        Assert.True((await users.ListAsync(Ct)).Users[2].IsFree);
    }

    [Fact]
    public async Task TestPasswordAsync_EverySize_IsTold()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var users = new UserDirectory(session);
        using var right = SecretBytes.FromText("password");
        using var wrong = SecretBytes.FromText("Password");
        using var longOne = SecretBytes.FromText("twenty-bytes-of-it!!");

        Assert.Equal(PasswordTest.Right, await users.TestPasswordAsync(2, right, Ct));
        Assert.Equal(PasswordTest.Wrong, await users.TestPasswordAsync(2, wrong, Ct));
        Assert.Equal(PasswordTest.WrongSize, await users.TestPasswordAsync(2, right, asLong: true, Ct));
        await users.SetPasswordAsync(2, longOne, Ct);
        Assert.Equal(PasswordTest.Right, await users.TestPasswordAsync(2, longOne, Ct));
        Assert.Equal(PasswordTest.Wrong, await users.TestPasswordAsync(2, right, Ct));
    }

    [Fact]
    public async Task Channel_AccessAndKey_GateTheNextLogin()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var access = await session.SendAsync(new GetChannelAccess(0x0E), Ct);

        await session.SendAsync(new SetChannelAccess(0x0E, access with { PrivilegeLimit = PrivilegeLevel.Operator }), Ct);
        Assert.Equal(IpmiFailure.PrivilegeRefused, await FailsAsync(bmc, "admin", "password", PrivilegeLevel.Administrator));
        Assert.Equal(PrivilegeLevel.Administrator, (await session.SendAsync(new GetChannelAccess(0x0E, Stored: true), Ct)).PrivilegeLimit);
        await session.SendAsync(new SetChannelAccess(0x0E, access), Ct);

        using var key = new SecretBytes("twenty-byte-K_G-key!"u8);
        await session.SendAsync(SetChannelSecurityKeys.Set(0x0E, ChannelKeyId.Kg, key), Ct);
        Assert.Equal(IpmiFailure.Rakp4Mismatch, await FailsAsync(bmc, "admin", "password", PrivilegeLevel.Administrator));
        await using (await BmcSession.OpenAsync(Options(bmc) with { Kg = key.Copy() }, Ct))
        {
        }

        await session.SendAsync(SetChannelSecurityKeys.LockForEver(0x0E, ChannelKeyId.Kg), Ct);
        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => session.SendAsync(SetChannelSecurityKeys.Read(0x0E, ChannelKeyId.Kg), Ct).AsTask());
        Assert.Contains("locked", e.Message);
    }

    private static async Task LogInAsync(SimulatedBmc bmc, string user, string password, PrivilegeLevel privilege)
    {
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { UserName = user, Password = SecretBytes.FromText(password), Privilege = privilege }, Ct);
    }

    private static async Task<IpmiFailure> FailsAsync(SimulatedBmc bmc, string user, string password, PrivilegeLevel privilege)
    {
        var e = await Assert.ThrowsAnyAsync<IpmiException>(() => BmcSession.OpenAsync(Options(bmc) with { UserName = user, Password = SecretBytes.FromText(password), Privilege = privilege }, Ct));
        return e.Failure;
    }
}
