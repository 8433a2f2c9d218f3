using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Ipmi;

namespace Portal.Fleet.Tests.Servers;

public class ServerRegistryTests
{
    private static readonly NewServer s_good = new() { Name = "rack4-u17", Address = "10.20.0.17", UserName = "admin", Password = SecretBytes.FromText("password") };

    public static TheoryData<string, string> BadFields => new()
    {
        { "name=", "name_invalid" },
        { "name=" + new string('n', 65), "name_invalid" },
        { "name=a\u202Eb", "name_invalid" },
        { "name=a\nb", "name_invalid" },
        { "name=RACK4-U17", "name_taken" },
        { "address=bmc.example.org", "address_invalid" },
        { "address=010.20.0.18", "address_invalid" },
        { "address=0x0a140012", "address_invalid" },
        { "address=169082898", "address_invalid" },
        { "address=10.20.18", "address_invalid" },
        { "address=::ffff:10.20.0.18", "address_invalid" },
        { "address=fe80::1%1", "address_invalid" },
        { "address=10.20.0.17", "endpoint_taken" },
        { "address=10.21.0.1", "address_not_allowed" },
        { "address=127.0.0.1", "address_not_allowed" },
        { "address=169.254.169.254", "address_not_allowed" },
        { "port=0", "port_invalid" },
        { "port=65536", "port_invalid" },
        { "username=", "username_invalid" },
        { "username=" + new string('u', 17), "username_invalid" },
        { "username=ääääääääa", "username_invalid" },
        { "password=", "password_invalid" },
        { "password=" + new string('p', 21), "password_invalid" },
        { "rack=" + new string('r', 65), "rack_invalid" },
        { "tags=two words", "tags_invalid" },
        { "notes=" + new string('n', 4001), "notes_invalid" },
    };

    private static CancellationToken Ct => TestPortal.Ct;

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task AddAndChange_BadField_AreRefusedWithItsCodeAndNothingIsWritten(string bad, string code)
    {
        await using var portal = await TestPortal.StartAsync(networks: "10.20.0.0/16", run: false);
        var fleet = await portal.Access.OpenFleetAsync(TestPortal.Admin, Ct);
        await fleet.AddServerAsync(s_good, Ct);
        var (field, value) = (bad[..bad.IndexOf('=', StringComparison.Ordinal)], bad[(bad.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        var server = s_good with { Name = "other", Address = "10.20.0.99" };
        using var password = SecretBytes.FromText(field == "password" ? value : "password");
        server = field switch
        {
            "name" => server with { Name = value },
            "address" => server with { Address = value },
            "port" => server with { Port = int.Parse(value, null) },
            "username" => server with { UserName = value },
            "rack" => server with { Rack = value },
            "notes" => server with { Notes = value },
            "tags" => server with { Tags = [value] },
            _ => server with { Password = password },
        };

        var refused = await Assert.ThrowsAsync<InvalidServerException>(() => fleet.AddServerAsync(server, Ct));

        Assert.Equal((field, code), (refused.Field, refused.Code));
        Assert.Single(await portal.Access.ListAsync(TestPortal.Admin, Ct));
        var second = await fleet.AddServerAsync(s_good with { Name = "second", Address = "10.20.0.98" }, Ct);
        var handle = await portal.OpenAsync(second.Id, rights: BmcRight.Administer);
        var change = field switch
        {
            "name" => new ServerChange { Name = value },
            "address" => new ServerChange { Address = value },
            "port" => new ServerChange { Port = int.Parse(value, null) },
            "username" => new ServerChange { UserName = value },
            "rack" => new ServerChange { Rack = value },
            "notes" => new ServerChange { Notes = value },
            "tags" => new ServerChange { Tags = [value] },
            _ => new ServerChange { Password = password },
        };
        Assert.Equal(code, (await Assert.ThrowsAsync<InvalidServerException>(() => handle.ChangeAsync(change, Ct))).Code);
        Assert.Equal(("second", "10.20.0.98:623"), ((await handle.GetAsync(Ct)).Name, (await handle.GetAsync(Ct)).BmcEndPoint));
    }

    [Fact]
    public async Task Change_NewAddressWithoutPassword_ForgetsTheCredential()
    {
        await using var portal = await TestPortal.StartAsync(networks: "10.20.0.0/16", run: false);
        var fleet = await portal.Access.OpenFleetAsync(TestPortal.Admin, Ct);
        var server = await fleet.AddServerAsync(s_good, Ct);
        var handle = await portal.OpenAsync(server.Id, rights: BmcRight.Administer);

        await handle.ChangeAsync(new ServerChange { Name = "renamed", Tags = ["Blue", "blue", "x"], Rack = "" }, Ct);
        Assert.NotNull((await RowAsync()).SealedPassword);
        Assert.Equal(["blue", "x"], (await RowAsync()).Tags);
        await handle.ChangeAsync(new ServerChange { Address = "10.20.0.66" }, Ct);

        Assert.Null((await RowAsync()).SealedPassword);
        Assert.Equal("10.20.0.66:623", (await handle.GetAsync(Ct)).BmcEndPoint);

        async Task<Server> RowAsync()
        {
            await using var db = await portal.DbAsync();
            return await db.Servers.AsNoTracking().SingleAsync(Ct);
        }
    }

    [Fact]
    public async Task Synchronise_ServerAddedAndDeletedByAnotherProcess_Follows()
    {
        await using var portal = await TestPortal.StartAsync(networks: "10.20.0.0/16", run: false);
        var registry = portal.Get<ServerRegistry>();
        await registry.SynchroniseAsync(Ct);
        await using (var commandLine = await TestPortal.StartAsync(directory: portal.Directory, networks: "10.20.0.0/16", run: false))
        {
            var added = await (await commandLine.Access.OpenFleetAsync(TestPortal.Admin, Ct)).AddServerAsync(s_good, Ct);
            await registry.SynchroniseAsync(Ct);
            var handle = await portal.OpenAsync(added.Id);
            await (await commandLine.OpenAsync(added.Id, rights: BmcRight.Administer)).DeleteAsync(Ct);
            await registry.SynchroniseAsync(Ct);
            Assert.True(handle.Revoked.IsCancellationRequested);
        }

        Assert.Empty(await portal.Access.ListAsync(TestPortal.Admin, Ct));
    }

    [Fact]
    public async Task DemoFleet_Synchronised_AddsMovesAndRemovesSimulatedRowsOnly()
    {
        await using var portal = await TestPortal.StartAsync(networks: "10.20.0.0/16", run: false);
        var real = await (await portal.Access.OpenFleetAsync(TestPortal.Admin, Ct)).AddServerAsync(s_good, Ct);
        var demo = portal.Get<DemoFleet>();

        await demo.SynchroniseAsync([Demo("a", 1), Demo("b", 2), Demo("Rack4-U17", 3)], Ct);
        var before = await ListAsync();
        await demo.SynchroniseAsync([Demo("a", 2), Demo("b", 1), Demo("c", 4)], Ct);
        var after = await ListAsync();

        Assert.Equal([("a", "127.64.0.1:1"), ("b", "127.64.0.1:2")], before.Where(row => row.Simulated).Select(row => (row.Name, row.BmcEndPoint!)));
        Assert.Equal([("a", "127.64.0.1:2"), ("b", "127.64.0.1:1"), ("c", "127.64.0.1:4")], after.Where(row => row.Simulated).Select(row => (row.Name, row.BmcEndPoint!)));
        Assert.Equal(before.Single(row => row.Name == "a").Id, after.Single(row => row.Name == "a").Id);
        Assert.Contains(after, row => row.Id == real.Id);
        await demo.SynchroniseAsync([], Ct);
        Assert.Equal(real.Id, Assert.Single(await ListAsync()).Id);

        async Task<IReadOnlyList<ServerView>> ListAsync() => await portal.Access.ListAsync(TestPortal.Admin, Ct);
        static DemoServer Demo(string name, int port) => new(name, new IPEndPoint(IPAddress.Parse("127.64.0.1"), port), "admin", "password", null, null, ["demo"]);
    }
}
