using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Observing;
using Portal.Fleet.Access.Rules;

namespace Portal.Fleet.Tests.Access.Granting;

[Trait("Database", "Both")]
public class GrantBookTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Give_OverATag_CountsAtOnceEndsWithDenialAndIsAudited()
    {
        await using var scene = await AccessScene.StartAsync();
        var server = await scene.AddServerAsync("tagged", null, "web");
        var person = await scene.AddPersonAsync("person");
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Portal.OpenAsync(server.Id, person));

        var given = await scene.GiveAsync(scene.Root, person, Role.Operator, ScopeKind.Tag, "WEB");
        var handle = await scene.Portal.OpenAsync(server.Id, person, BmcRight.ConsoleWrite);
        var denied = await scene.GiveAsync(scene.Root, person, Role.Operator, ScopeKind.Server, "Tagged", denies: true);
        Assert.True(handle.Revoked.IsCancellationRequested);
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Portal.OpenAsync(server.Id, person));
        await scene.Grants.TakeAsync(scene.Root, denied, Ct);
        await scene.Portal.OpenAsync(server.Id, person, BmcRight.ConsoleWrite);
        await scene.Grants.TakeAsync(scene.Root, given, Ct);
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Portal.OpenAsync(server.Id, person));

        Assert.Equal(["intent", "ok"], (await scene.Portal.AuditAsync("grant.deny")).Select(entry => entry.Outcome));
        var told = (await scene.Portal.AuditAsync("grant.take"))[^2];
        Assert.Equal(("root", "intent", "person: Operator on web"), (told.UserName, told.Outcome, told.Detail));
    }

    [Fact]
    public async Task Give_ByATenantsAdministrator_StaysInTheTenantAndUnderItsCeiling()
    {
        await using var scene = await AccessScene.StartAsync();
        var colleague = await scene.AddPersonAsync("colleague", scene.Acme);
        var stranger = await scene.AddPersonAsync("stranger");

        await scene.GiveAsync(scene.Boss, colleague, Role.Administrator, ScopeKind.Tenant, "acme");
        Assert.Equal(Role.Administrator.Rights() & ~RoleRights.StaffOnly, (await scene.Portal.OpenAsync(scene.Own.Id, colleague)).Rights);

        await AccessScene.RefusedAsync("user_unknown", () => scene.GiveAsync(scene.Boss, stranger, Role.Viewer, ScopeKind.Tenant, "acme"));
        await AccessScene.RefusedAsync("scope_unknown", () => scene.GiveAsync(scene.Boss, colleague, Role.Viewer, ScopeKind.Tenant, "globex"));
        await AccessScene.RefusedAsync("scope_unknown", () => scene.GiveAsync(scene.Boss, colleague, Role.Viewer, ScopeKind.Server, "foreign"));
        await AccessScene.RefusedAsync("scope_foreign", () => scene.GiveAsync(scene.Boss, colleague, Role.Viewer, ScopeKind.Fleet));
        await AccessScene.RefusedAsync("own_grant", () => scene.GiveAsync(scene.Boss, scene.Boss, Role.Viewer, ScopeKind.Tenant, "acme"));
        await AccessScene.RefusedAsync("scope_foreign", () => scene.GiveAsync(scene.Root, colleague, Role.Viewer, ScopeKind.Tenant, "globex"));
        Assert.All(await scene.Grants.ListAsync(scene.Boss, null, Ct), grant => Assert.Contains(grant.UserName, (string[])["boss", "colleague"]));

        // What staff denied a tenant's administrators do not lift.
        var denial = await scene.GiveAsync(scene.Root, colleague, Role.Operator, ScopeKind.Tenant, "acme", denies: true);
        Assert.False((await scene.Grants.GetAsync(scene.Boss, denial, Ct)).MayTake);
        await AccessScene.RefusedAsync("by_staff", () => scene.Grants.TakeAsync(scene.Boss, denial, Ct));
    }

    [Fact]
    public async Task Give_ByOneWhoManagesATag_IsNoMoreThanTheyHoldThere()
    {
        await using var scene = await AccessScene.StartAsync();
        var lead = await scene.AddPersonAsync("lead");
        var person = await scene.AddPersonAsync("person");
        var role = await scene.Portal.Get<RoleBook>().SaveAsync(scene.Root, null, "Lead", BmcRight.ConsoleRead | BmcRight.EventsRead | BmcRight.Inventory | BmcRight.ManagePeople, Ct);
        await scene.GiveAsync(scene.Root, lead, Role.Custom, ScopeKind.Tag, "web", custom: role);

        await scene.GiveAsync(lead, person, Role.Viewer, ScopeKind.Tag, "web");
        await AccessScene.RefusedAsync("beyond", () => scene.GiveAsync(lead, person, Role.Operator, ScopeKind.Tag, "web"));
        await AccessScene.RefusedAsync("beyond", () => scene.GiveAsync(lead, person, Role.Viewer, ScopeKind.Tag, "db"));
        await AccessScene.RefusedAsync("above", () => scene.GiveAsync(lead, scene.Root, Role.Viewer, ScopeKind.Tag, "web", denies: true));
        await Assert.ThrowsAsync<NotFoundException>(() => scene.GiveAsync(person, lead, Role.Viewer, ScopeKind.Tag, "web"));
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Grants.ListAsync(person, null, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Portal.Get<PeopleBook>().DisableAsync(lead, person.UserId, true, Ct));
    }

    [Fact]
    public async Task LastAdministrator_CannotBeTakenDeniedEndedOrDisabled()
    {
        await using var scene = await AccessScene.StartAsync();
        var people = scene.Portal.Get<PeopleBook>();
        var own = (await scene.Grants.ListAsync(TestPortal.Admin, scene.Root.UserId, Ct)).Single();

        await AccessScene.RefusedAsync("last_administrator", () => scene.Grants.TakeAsync(TestPortal.Admin, own.Id, Ct));
        await AccessScene.RefusedAsync("last_administrator", () => scene.GiveAsync(TestPortal.Admin, scene.Root, Role.Administrator, ScopeKind.Fleet, denies: true));
        await AccessScene.RefusedAsync("last_administrator", () => people.DisableAsync(TestPortal.Admin, scene.Root.UserId, true, Ct));
        await AccessScene.RefusedAsync("last_administrator", () => people.RemoveAsync(TestPortal.Admin, scene.Root.UserId, Ct));
        Assert.Equal("refused", (await scene.Portal.AuditAsync("user.disable"))[^1].Outcome);

        // One for a day is no successor; one without an end is.
        var second = await scene.AddPersonAsync("second");
        await scene.GiveAsync(scene.Root, second, Role.Administrator, ScopeKind.Fleet, until: TimeProvider.System.GetUtcNow().AddDays(1));
        await AccessScene.RefusedAsync("last_administrator", () => scene.Grants.TakeAsync(second, own.Id, Ct));
        await scene.GiveAsync(scene.Root, second, Role.Administrator, ScopeKind.Fleet);
        await scene.Grants.TakeAsync(second, own.Id, Ct);
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Portal.Access.OpenFleetAsync(scene.Root, Ct));
    }

    [Fact]
    public async Task Role_OfOnesOwn_FollowsChangesAndIsDeletedOnlyUnused()
    {
        await using var scene = await AccessScene.StartAsync();
        var roles = scene.Portal.Get<RoleBook>();
        var person = await scene.AddPersonAsync("person");
        var id = await roles.SaveAsync(scene.Root, null, "Night shift", BmcRight.ConsoleRead | BmcRight.PowerHard, Ct);
        var grant = await scene.GiveAsync(scene.Root, person, Role.Custom, ScopeKind.Server, "own", custom: id);
        var handle = await scene.Portal.OpenAsync(scene.Own.Id, person, BmcRight.PowerHard);

        await roles.SaveAsync(scene.Root, id, "Night shift", BmcRight.ConsoleRead, Ct);
        Assert.True(handle.Revoked.IsCancellationRequested);
        Assert.Equal(BmcRight.View | BmcRight.ConsoleRead | BmcRight.Earlier, (await scene.Portal.OpenAsync(scene.Own.Id, person)).Rights);

        await AccessScene.RefusedAsync("role_in_use", () => roles.DeleteAsync(scene.Root, id, Ct));
        await AccessScene.RefusedAsync("name_taken", () => roles.SaveAsync(scene.Root, null, "night SHIFT", BmcRight.View, Ct));
        await AccessScene.RefusedAsync("name_taken", () => roles.SaveAsync(scene.Root, null, "viewer", BmcRight.View, Ct));
        await AccessScene.RefusedAsync("beyond", () => roles.SaveAsync(scene.Boss, null, "Too much", BmcRight.Raw, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => roles.SaveAsync(scene.Boss, id, "Mine", BmcRight.View, Ct));
        var tenants = await roles.SaveAsync(scene.Boss, null, "Night shift", BmcRight.ConsoleRead, Ct);
        Assert.Contains(await roles.ListAsync(scene.Root, Ct), role => role.Id == tenants && role.Tenant == "acme");

        await scene.Grants.TakeAsync(scene.Root, grant, Ct);
        await roles.DeleteAsync(scene.Root, id, Ct);
        Assert.DoesNotContain(await roles.ListAsync(scene.Root, Ct), role => role.Id == id);
    }

    [Fact]
    public async Task Disable_APerson_EndsWhatTheyHoldUntilEnabledAgain()
    {
        await using var scene = await AccessScene.StartAsync();
        var people = scene.Portal.Get<PeopleBook>();
        var colleague = await scene.AddPersonAsync("colleague", scene.Acme);
        await scene.GiveAsync(scene.Boss, colleague, Role.Operator, ScopeKind.Tenant, "acme");
        var handle = await scene.Portal.OpenAsync(scene.Own.Id, colleague);
        var ended = new List<string>();
        scene.Portal.Get<CredentialBus>().Ended += end => ended.Add($"{end.Reason}: {end.Id == colleague.UserId}");

        await people.DisableAsync(scene.Boss, colleague.UserId, true, Ct);
        Assert.True(handle.Revoked.IsCancellationRequested);
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Portal.OpenAsync(scene.Own.Id, colleague));
        await people.DisableAsync(scene.Boss, colleague.UserId, false, Ct);
        await scene.Portal.OpenAsync(scene.Own.Id, colleague);
        await people.EndSessionsAsync(scene.Boss, colleague.UserId, Ct);

        Assert.Equal(["person disabled: True", "signed out by an administrator: True"], ended);
        await Assert.ThrowsAsync<NotFoundException>(() => people.DisableAsync(scene.Boss, scene.Root.UserId, true, Ct));
        await AccessScene.RefusedAsync("own_account", () => people.DisableAsync(scene.Boss, scene.Boss.UserId, true, Ct));
        Assert.Equal(["boss", "colleague"], (await people.ListAsync(scene.Boss, Ct)).Select(person => person.Name));
    }

    [Fact]
    public async Task Remove_APerson_NothingOfTheirsIsLeftButTheirNameInTheAudit()
    {
        await using var scene = await AccessScene.StartAsync();
        var people = scene.Portal.Get<PeopleBook>();
        var colleague = await scene.AddPersonAsync("colleague", scene.Acme);
        await scene.GiveAsync(scene.Boss, colleague, Role.Administrator, ScopeKind.Tenant, "acme");
        await scene.Portal.Get<ApiTokens>().CreateAsync(colleague, "robot", null, Ct);
        var (link, _) = await scene.Portal.Get<ObserverLinks>().CreateAsync(colleague, scene.Own.Id, "vendor", TimeSpan.FromHours(1), Ct);
        var handle = await scene.Portal.OpenAsync(scene.Own.Id, colleague);

        await Assert.ThrowsAsync<NotFoundException>(() => people.RemoveAsync(scene.Boss, scene.Root.UserId, Ct));
        await AccessScene.RefusedAsync("own_account", () => people.RemoveAsync(scene.Boss, scene.Boss.UserId, Ct));
        await people.RemoveAsync(scene.Boss, colleague.UserId, Ct);

        Assert.True(handle.Revoked.IsCancellationRequested);
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Portal.OpenAsync(scene.Own.Id, colleague));
        Assert.Equal(["boss"], (await people.ListAsync(scene.Boss, Ct)).Select(person => person.Name));
        await using var db = await scene.Portal.DbAsync();
        Assert.Empty(db.Grants.Where(row => row.UserId == colleague.UserId));
        Assert.Empty(db.ApiTokens.Where(row => row.UserId == colleague.UserId));
        Assert.Equal("boss", db.ObserverLinks.Single(row => row.Id == link.Id).RevokedBy);
        Assert.Contains(await scene.Portal.AuditAsync("user.delete"), row => row is { Outcome: "intent", Detail: "colleague" });
    }

    [Fact]
    public async Task Give_ByCommandLine_LeavesWhatTheSignInProviderGave()
    {
        await using var scene = await AccessScene.StartAsync();
        var person = await scene.AddPersonAsync("person");
        var provider = scene.Portal.Get<ProviderGrants>();
        await provider.SyncAsync(person.UserId, "acme", ["operator"], Ct);
        await scene.Portal.Get<Portal.Fleet.Access.Grants>().GiveAsync(person.UserId, Role.Viewer, null, Ct);
        await scene.Portal.Get<Portal.Fleet.Access.Grants>().GiveAsync(person.UserId, Role.Auditor, null, Ct);
        Assert.Equal([Role.Operator, Role.Auditor], await RolesAsync());

        // The provider takes its own back, and nothing else.
        await provider.SyncAsync(person.UserId, "acme", [], Ct);
        Assert.Equal([Role.Auditor], await RolesAsync());

        async Task<IEnumerable<Role>> RolesAsync() => (await scene.Grants.ListAsync(scene.Root, person.UserId, Ct)).OrderBy(grant => grant.CreatedAt).Select(grant => grant.Role);
    }
}
