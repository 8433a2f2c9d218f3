using Portal.Fleet.Access;
using Portal.Fleet.Access.Explaining;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Access.Explaining;

public class AccessExplainerTests
{
    private static readonly DateTimeOffset s_now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_acme = Guid.NewGuid();
    private static readonly Guid s_globex = Guid.NewGuid();
    private static readonly Server s_server = new()
    {
        Id = BmcId.New(),
        Name = "rack1",
        Address = "192.0.2.1",
        UserName = "admin",
        TenantId = s_acme,
        Tenant = "acme",
        Site = "Hall 2",
        Tags = ["web"],
    };

    [Fact]
    public void Explain_EachRule_IsNamedAndTheOneThatDecidesIsMarked()
    {
        var tag = Of(Role.Operator, new GrantScope(ScopeKind.Tag, "web"), until: s_now.AddDays(1));
        Assert.Equal((true, "Gives!"), Words(Ask(Person(null, tag), BmcRight.PowerHard)));
        Assert.Equal((false, "NothingGives! RoleLacks"), Words(Ask(Person(null, tag), BmcRight.Raw)));

        var denial = Of(Role.Operator, GrantScope.Of(s_server.Id), denies: true);
        Assert.Equal((false, "Denies! Gives"), Words(Ask(Person(null, tag, denial), BmcRight.PowerHard)));
        Assert.Same(denial, Ask(Person(null, tag, denial), BmcRight.PowerHard).Reasons[0].Grant);

        Assert.Equal((false, "NothingGives! NotYet"), Words(Ask(Person(null, Of(Role.Viewer, GrantScope.Fleet, from: s_now.AddTicks(1))), BmcRight.View)));
        Assert.Equal((false, "NothingGives! Ended"), Words(Ask(Person(null, Of(Role.Viewer, GrantScope.Fleet, until: s_now)), BmcRight.View)));
        Assert.Equal((false, "NothingGives! ElsewhereOnly"), Words(Ask(Person(null, Of(Role.Viewer, new GrantScope(ScopeKind.Tag, "db"))), BmcRight.View)));
        Assert.Equal((false, "NothingGives!"), Words(Ask(Person(null), BmcRight.View)));
        Assert.Equal((false, "PersonDisabled! Gives"), Words(Ask(Person(null, tag) with { IsActive = false }, BmcRight.View)));

        var administrator = Of(Role.Administrator, GrantScope.OfTenant(s_acme));
        Assert.Equal((true, "Gives!"), Words(Ask(Person(s_acme, administrator), BmcRight.PowerHard)));
        Assert.Equal((false, "TenantCeiling! Gives"), Words(Ask(Person(s_acme, administrator), BmcRight.Raw)));
        Assert.Equal((true, "Gives!"), Words(Ask(Person(s_acme, administrator) with { TenantAllowed = BmcRight.Raw }, BmcRight.Raw)));
        Assert.Equal((false, "TenantCeiling! Gives"), Words(Ask(Person(s_acme, administrator) with { TenantAllowed = UserRights.All }, BmcRight.Administer)));
        Assert.Equal((false, "TenantSuspended! Gives"), Words(Ask(Person(s_acme, administrator) with { TenantSuspended = true }, BmcRight.View)));
        Assert.Equal((false, "OtherTenant! Gives"), Words(Ask(Person(s_globex, Of(Role.Viewer, GrantScope.Fleet)), BmcRight.View)));

        var blind = Of(Role.Custom, GrantScope.Fleet, rights: BmcRight.PowerHard);
        Assert.Equal((false, "CannotView! Gives"), Words(Ask(Person(null, blind), BmcRight.PowerHard)));
    }

    [Fact]
    public void Explain_AnyRules_SaysWhatTheGateDoes()
    {
        var random = new Random(20301);
        BmcRight[] rights = [BmcRight.View, BmcRight.ConsoleRead, BmcRight.PowerHard, BmcRight.Raw, BmcRight.Administer, BmcRight.ManagePeople];
        GrantScope[] scopes =
        [
            GrantScope.Fleet, GrantScope.OfTenant(s_acme), GrantScope.OfTenant(s_globex), new(ScopeKind.Site, "hall 2"), new(ScopeKind.Site, "hall 1"), new(ScopeKind.Tag, "web"),
            new(ScopeKind.Tag, "db"), GrantScope.Of(s_server.Id), GrantScope.Of(BmcId.New()),
        ];
        DateTimeOffset?[] times = [null, null, s_now.AddHours(-1), s_now, s_now.AddHours(1)];
        Guid?[] tenants = [null, s_acme, s_globex];
        var allowed = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var grants = Enumerable.Range(0, random.Next(5)).Select(_ => Of(
                Role.Custom, Pick(scopes), denies: random.Next(4) == 0, from: Pick(times), until: Pick(times), rights: Pick(rights) | (random.Next(3) == 0 ? Role.Administrator.Rights() : BmcRight.View))).ToArray();
            var person = Person(Pick(tenants), grants) with { TenantAllowed = random.Next(2) == 0 ? BmcRight.Raw : BmcRight.None, TenantSuspended = random.Next(8) == 0 };
            var right = Pick(rights);

            var gate = new UserRights(
                person.TenantId is { } tenant ? new Membership(tenant, person.TenantAllowed, person.TenantSuspended) : Membership.Staff,
                grants.Select(grant => new AccessRule(grant.Id, grant.Scope, grant.Rights, grant.Denies, grant.StartsAt, grant.EndsAt)), s_now).On(s_server);
            var opens = gate.HasFlag(right | BmcRight.View);
            var explanation = Ask(person, right);

            Assert.Equal(opens, explanation.Allowed);
            Assert.Contains(explanation.Reasons, reason => reason.Decides);
            Assert.All(explanation.Reasons.Where(reason => reason.Decides), reason => Assert.Equal(opens, reason.Kind == ReasonKind.Gives));
            allowed += opens ? 1 : 0;
        }

        Assert.InRange(allowed, 1_000, 19_000);

        T Pick<T>(T[] from) => from[random.Next(from.Length)];
    }

    private static Explanation Ask(ExplainedPerson person, BmcRight right) => AccessExplainer.Explain(person, s_server, right, s_now);

    private static (bool, string) Words(Explanation explanation) =>
        (explanation.Allowed, string.Join(' ', explanation.Reasons.Select(reason => reason.Kind + (reason.Decides ? "!" : ""))));

    private static ExplainedPerson Person(Guid? tenant, params ExplainedGrant[] grants) => new(true, tenant, BmcRight.None, false, grants);

    private static ExplainedGrant Of(Role role, GrantScope scope, bool denies = false, DateTimeOffset? from = null, DateTimeOffset? until = null, BmcRight? rights = null) =>
        new(Guid.NewGuid(), role, null, rights ?? role.Rights(), scope, null, denies, from, until, null, null);
}
