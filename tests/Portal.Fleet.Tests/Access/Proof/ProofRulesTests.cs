using System.Text.RegularExpressions;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Observing;
using Portal.Fleet.Access.Proof;
using Portal.Fleet.Access.Requests;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;
using Portal.Fleet.SignIn;
using Portal.Fleet.Tenants;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Fleet.Tests.Access.Granting;
using Portal.Ipmi;
using Portal.Testing;

namespace Portal.Fleet.Tests.Access.Proof;

/// <summary>Which acts want a fresh proof of who does them, and that the audit's one door asks for it.</summary>
public sealed partial class ProofRulesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Acts_EachOneThatIsWritten_IsListed()
    {
        var written = new[] { "Portal.Fleet", "Portal.Web" }.SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(file => Calls().Matches(File.ReadAllText(file)).SelectMany(call => Acts().Matches(call.Value).Select(act => act.Groups[1].Value))).Distinct().ToList();
        Assert.True(written.Count > 40, $"Only {written.Count} acts were found; the test looks for them in the wrong way.");
        var missing = written.Where(act => !ProofRules.Known.Contains(act) && !act.StartsWith("console.", StringComparison.Ordinal)).Order().ToList();
        Assert.True(missing.Count == 0, $"Say in ProofRules whether these want a fresh proof of who does them: {string.Join(", ", missing)}");
    }

    [Theory]
    [InlineData("token.create", false, true)]
    [InlineData("user.disable", false, true)]
    [InlineData("observer.create", false, true)]
    [InlineData("request.approve", false, true)]
    [InlineData("server.add", false, true)]
    [InlineData("tenant.suspend", false, true)]
    [InlineData("tenant.resume", false, false)]
    [InlineData("tenant.delete", false, true)]
    [InlineData("handover.answer", false, true)]
    [InlineData("handover.step", false, false)]
    [InlineData("credential.order", false, true)]
    [InlineData("credential.cancel", false, false)]
    [InlineData("key.rotate", false, true)]
    [InlineData("grant.give", true, true)]
    [InlineData("grant.give", false, false)]
    [InlineData("grant.deny", true, false)]
    [InlineData("power.off", true, false)]
    [InlineData("console.attach", true, false)]
    [InlineData("something.new", false, true)]
    public void Wants_ByAct(string action, bool handsOut, bool wants) => Assert.Equal(wants, ProofRules.Wants(action, handsOut));

    [Fact]
    public void HandsOut_MoreThanLooking()
    {
        Assert.False(ProofRules.HandsOut(Role.Viewer.Rights()));
        Assert.True(ProofRules.HandsOut(Role.Operator.Rights()));
        Assert.True(ProofRules.HandsOut(BmcRight.View | BmcRight.ReadAudit));
        Assert.False(ProofRules.HandsOut(new ServerChange { Notes = "x", Tags = [] }));
        Assert.True(ProofRules.HandsOut(new ServerChange { Address = "127.0.0.9" }));
        Assert.True(ProofRules.HandsOut(new ServerChange { Tenant = "" }));
    }

    [Fact]
    public async Task Acts_WithAnOldProof_AreHeldBackUntilItIsFresh()
    {
        await using var scene = await AccessScene.StartAsync();
        var ann = await scene.AddPersonAsync("ann");
        var root = await SignInAsync(scene, scene.Root, minutesAgo: 6);
        using var password = SecretBytes.FromText("another password");
        var server = await scene.Portal.Access.OpenAsync(root, scene.Own.Id, BmcRight.Administer, Ct);
        var empty = await scene.Portal.Get<TenantDirectory>().AddAsync(root, "empty", Ct);
        var vault = await scene.Portal.Access.OpenCredentialsAsync(root, Ct);
        var asked = await scene.Portal.Get<RequestBook>().AskAsync(ann, new NewAccessRequest("own", Role.Viewer, 1, "why"), Ct);
        (string Name, Func<Task> Do)[] dangerous =
        [
            ("give", () => scene.GiveAsync(root, ann, Role.Operator, ScopeKind.Fleet)),
            ("role", () => scene.Portal.Get<RoleBook>().SaveAsync(root, null, "night shift", BmcRight.View | BmcRight.PowerHard, Ct)),
            ("disable", () => scene.Portal.Get<PeopleBook>().DisableAsync(root, ann.UserId, true, Ct)),
            ("approve", () => scene.Portal.Get<RequestBook>().ApproveAsync(root, asked, null, null, Ct)),
            ("link", () => scene.Portal.Get<ObserverLinks>().CreateAsync(root, scene.Own.Id, "vendor", TimeSpan.FromHours(1), Ct)),
            ("token", () => scene.Portal.Get<ApiTokens>().CreateAsync(root, "x", null, Ct)),
            ("password of a BMC", () => server.ChangeAsync(new ServerChange { Password = password }, Ct)),
            ("hand-over", () => scene.Portal.Get<HandOverDesk>().StartAsync(root, scene.Own.Id, "somebody else", Ct)),
            ("suspend", () => scene.Portal.Get<TenantDirectory>().SuspendAsync(root, empty, "why", Ct)),
            ("tenant", () => scene.Portal.Get<TenantDirectory>().DeleteAsync(root, empty, Ct)),
            ("rotation", () => vault.RotateAsync([scene.Own.Id], null, Ct)),
            ("key", () => vault.RotateKeyAsync(Ct)),
        ];
        foreach (var (name, act) in dangerous)
            Assert.True(await Record.ExceptionAsync(act) is ProofNeededException, name);
        Assert.Empty(await scene.Portal.AuditAsync("user.disable"));

        // What takes away, and what only shows, is not held back.
        await scene.GiveAsync(root, ann, Role.Viewer, ScopeKind.Server, "own");
        var denied = await scene.GiveAsync(root, ann, Role.Operator, ScopeKind.Server, "own", denies: true);
        await server.ChangeAsync(new ServerChange { Notes = "seen" }, Ct);
        Assert.IsType<ProofNeededException>(await Record.ExceptionAsync(() => scene.Grants.TakeAsync(root, denied, Ct)));

        // A session of somebody else is no proof; one's own is, and so is a token.
        var boss = await SignInAsync(scene, scene.Boss, minutesAgo: 0);
        Assert.IsType<ProofNeededException>(await Record.ExceptionAsync(() => scene.GiveAsync(root with { SessionId = boss.SessionId }, ann, Role.Operator, ScopeKind.Fleet)));
        Assert.IsType<ProofNeededException>(await Record.ExceptionAsync(() => scene.GiveAsync(root with { SessionId = Guid.Empty }, ann, Role.Operator, ScopeKind.Fleet)));
        var fresh = await SignInAsync(scene, scene.Root, minutesAgo: 4);
        await scene.Grants.TakeAsync(fresh, denied, Ct);
        await scene.GiveAsync(fresh, ann, Role.Operator, ScopeKind.Fleet);
    }

    private static async Task<Caller> SignInAsync(AccessScene scene, Caller person, int minutesAgo)
    {
        var now = TimeProvider.System.GetUtcNow();
        var session = new UserSession
        {
            UserId = person.UserId,
            KeyHash = Guid.NewGuid().ToByteArray(),
            Stamp = "",
            Method = SignInMethod.Password,
            CreatedAt = now,
            SeenAt = now,
            ExpiresAt = now.AddHours(1),
            ConfirmedAt = now.AddMinutes(-minutesAgo),
        };
        await using var db = await scene.Portal.DbAsync();
        db.Add(session);
        await db.SaveChangesAsync(Ct);
        return person with { SessionId = session.Id };
    }

    // What writes an intent, up to the end of the statement's first line, and the helpers that do it for others.
    [GeneratedRegex(@"\b(?:IntentAsync|ChangeAsync|AuditedAsync|ConcludeAsync|DecideAsync|SetAsync)\([^\n]*")]
    private static partial Regex Calls();

    [GeneratedRegex("\"([a-z]+(?:\\.[a-zA-Z]+)+)\"")]
    private static partial Regex Acts();
}
