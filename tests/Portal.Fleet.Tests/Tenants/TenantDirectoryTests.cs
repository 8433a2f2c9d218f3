using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;
using Portal.Fleet.Snippets;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Tests.Tenants;

[Trait("Database", "Both")]
public class TenantDirectoryTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Tenant_RenamedSuspendedAndRemoved_TakesItsServersAlongAndGoesOnlyWhenEmpty()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var server = await portal.AddServerAsync("web-1", 1, "acme");
        var (acme, other) = (await portal.TenantAsync("acme"), await portal.Tenants().AddAsync(TestPortal.Admin, "Globex", Ct));
        var person = await portal.AddPersonAsync("customer", acme, Role.Operator);
        var handle = await portal.OpenAsync(server.Id, person);

        Assert.Equal("name_taken", (await Assert.ThrowsAsync<InvalidServerException>(() => portal.Tenants().RenameAsync(TestPortal.Admin, acme, "gLoBeX", Ct))).Code);
        await portal.Tenants().RenameAsync(TestPortal.Admin, acme, "Acme Ltd", Ct);
        Assert.False(handle.Revoked.IsCancellationRequested);
        Assert.Equal("Acme Ltd", (await handle.GetAsync(Ct)).Tenant);
        await using (var db = await portal.DbAsync())
            Assert.Equal("Acme Ltd", (await db.Set<Server>().SingleAsync(Ct)).Tenant);

        Assert.Equal("reason_missing", (await Assert.ThrowsAsync<AccessRefusedException>(() => portal.Tenants().SuspendAsync(TestPortal.Admin, acme, " ", Ct))).Code);
        await portal.Tenants().SuspendAsync(TestPortal.Admin, acme, "unpaid", Ct);
        var suspended = await portal.Tenants().GetAsync(TestPortal.Admin, acme, Ct);
        Assert.Equal((true, "unpaid", TestPortal.Admin.Name), (suspended.Suspended, suspended.SuspendReason, suspended.SuspendedBy));
        Assert.True(handle.Revoked.IsCancellationRequested);
        await portal.Tenants().ResumeAsync(TestPortal.Admin, acme, Ct);
        Assert.Null((await portal.Tenants().GetAsync(TestPortal.Admin, acme, Ct)).SuspendReason);

        Assert.Equal("tenant_in_use", (await Assert.ThrowsAsync<AccessRefusedException>(() => portal.Tenants().DeleteAsync(TestPortal.Admin, acme, Ct))).Code);
        await portal.Tenants().DeleteAsync(TestPortal.Admin, other, Ct);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.Tenants().GetAsync(TestPortal.Admin, other, Ct));
        foreach (var caller in (Caller[])[person, await portal.AddPersonAsync("auditor", null, Role.Auditor)])
            await Assert.ThrowsAsync<NotFoundException>(() => portal.Tenants().RenameAsync(caller, acme, "mine", Ct));
        Assert.Contains(await portal.AuditAsync("tenant.suspend"), entry => entry.Detail == "Acme Ltd (unpaid)");
    }

    [Fact]
    public async Task Snippets_Shared_StayWithTheStaffOrWithTheTenant()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        await portal.AddServerAsync("web-1", 1, "acme");
        await portal.AddServerAsync("web-2", 2, "globex");
        var shelf = portal.Get<SnippetShelf>();
        var staff = await portal.AddPersonAsync("staff", null, Role.Administrator);
        var boss = await portal.AddPersonAsync("boss", await portal.TenantAsync("acme"), Role.Administrator);
        var colleague = await portal.AddPersonAsync("colleague", await portal.TenantAsync("acme"), Role.Operator);
        var foreign = await portal.AddPersonAsync("foreign", await portal.TenantAsync("globex"), Role.Administrator);
        var own = await shelf.CreateAsync(boss, new SnippetFields("acme's", "reboot", SendsEnter: true, Shared: true), Ct);
        await shelf.CreateAsync(staff, new SnippetFields("staff's", "secret of the house", SendsEnter: true, Shared: true), Ct);
        await Assert.ThrowsAsync<NotFoundException>(() => shelf.CreateAsync(colleague, new SnippetFields("x", "y", SendsEnter: true, Shared: true), Ct));

        Assert.Equal(["acme's"], await NamesAsync(colleague));
        Assert.Equal(["staff's"], await NamesAsync(staff));
        Assert.Empty(await NamesAsync(foreign));
        foreach (var caller in (Caller[])[foreign, staff, colleague])
            await Assert.ThrowsAsync<NotFoundException>(() => shelf.DeleteAsync(caller, own.Id, Ct));

        async Task<IEnumerable<string>> NamesAsync(Caller caller) => (await shelf.ListAsync(caller, Ct)).Select(snippet => snippet.Name);
    }

    [Fact]
    public async Task Database_FromBeforeThereWereTenants_KeepsItsServersGrantsAndTenants()
    {
        var directory = Path.Combine(Path.GetTempPath(), "portal-fleet-tests", Guid.NewGuid().ToString("N"));
        var (user, server) = (Guid.NewGuid().ToString(), BmcId.New());
        await using (var old = await TestPortal.StartAsync(directory: directory, run: false, migration: "20261123164717_SignIn"))
        await using (var db = await old.DbAsync())
        {
            // The tenant's name stood on the server and nowhere else.
            await InsertAsync(db, "AspNetUsers", new() { ["Id"] = user, ["UserName"] = "granted", ["NormalizedUserName"] = "GRANTED" });
            foreach (var (name, tenant, id) in new[] { ("web-1", "acme", server), ("web-2", "ACME", BmcId.New()), ("spare", null, BmcId.New()) })
            {
                await InsertAsync(db, "Servers", new()
                {
                    ["Id"] = id.Value.ToString().ToUpperInvariant(),
                    ["Name"] = name,
                    ["NormalizedName"] = name.ToUpperInvariant(),
                    ["Address"] = "127.0.0.1",
                    ["Port"] = name[^1] + 0,
                    ["Tenant"] = (object?)tenant ?? DBNull.Value,
                    ["Tags"] = "[]",
                    ["Version"] = Guid.NewGuid().ToString().ToUpperInvariant(),
                    ["ConsolePolicy"] = nameof(Fleet.Consoles.ConsolePolicy.Always),
                    ["ConsoleCharset"] = nameof(Fleet.Consoles.ConsoleCharset.Auto),
                    ["ConsoleContention"] = nameof(Fleet.Consoles.ConsoleContention.Wait),
                });
            }

            await InsertAsync(db, "Grants", new()
            {
                ["Id"] = Guid.NewGuid().ToString().ToUpperInvariant(),
                ["UserId"] = user,
                ["Role"] = nameof(Role.Operator),
                ["ServerId"] = server.Value.ToString().ToUpperInvariant(),
            });
        }

        await using var portal = await TestPortal.StartAsync(directory: directory, run: false);
        Assert.Equal([("spare", null), ("web-1", "acme"), ("web-2", "acme")], (await portal.Access.ListAsync(TestPortal.Admin, Ct)).Select(row => (row.Name, row.Tenant?.ToLowerInvariant())));
        var acme = Assert.Single(await portal.Tenants().ListAsync(TestPortal.Admin, Ct));
        Assert.Equal((2, false), (acme.Servers, acme.Suspended));
        Assert.Equal(["web-1"], (await portal.Access.ListAsync(new Caller(user, "granted", "api", null), Ct)).Select(row => row.Name));
        Assert.Equal(["web-1", "web-2"], (await portal.Access.ListAsync(await portal.AddPersonAsync("customer", acme.Id, Role.Viewer), Ct)).Select(row => row.Name));
        await portal.Desk().StartAsync(TestPortal.Admin, server, "globex", Ct);
        await using (var db = await portal.DbAsync())
            Assert.Equal([1, 2], await db.Set<Tenancy>().Where(row => row.ServerId == server).OrderBy(row => row.Epoch).Select(row => row.Epoch).ToListAsync(Ct));
        await portal.StopAsync();
        Directory.Delete(directory, recursive: true);
    }
    /// <summary>A row of an older schema: what is not said and may not be missing is empty.</summary>
    private static async Task InsertAsync(PortalDb db, string table, Dictionary<string, object> values)
    {
        await db.Database.OpenConnectionAsync(Ct);
        await using (var columns = db.Database.GetDbConnection().CreateCommand())
        {
            columns.CommandText = $"SELECT name, type FROM pragma_table_info('{table}') WHERE \"notnull\" AND dflt_value IS NULL";
            await using var reader = await columns.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
                values.TryAdd(reader.GetString(0), reader.GetString(1) == "INTEGER" ? 0 : "");
        }

        await using var insert = db.Database.GetDbConnection().CreateCommand();
        insert.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", values.Keys.Select(name => $"\"{name}\""))}) VALUES ({string.Join(", ", values.Keys.Select(name => "$" + name))})";
        foreach (var (name, value) in values)
        {
            var parameter = insert.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("$" + name, value);
            insert.Parameters.Add(parameter);
        }

        await insert.ExecuteNonQueryAsync(Ct);
    }
}
