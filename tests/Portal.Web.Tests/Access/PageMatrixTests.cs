using System.Reflection;
using Bunit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Web.Components.Account;
using Portal.Web.Components.Alerts;
using Portal.Web.Components.AuditLog;
using Portal.Web.Components.Consoles;
using Portal.Web.Components.Credentials;
using Portal.Web.Components.Fleet;
using Portal.Web.Components.Layout;
using Portal.Web.Components.Me;
using Portal.Web.Components.Operations;
using Portal.Web.Components.Search;
using Portal.Web.Components.Servers;
using Portal.Web.Components.Tenants;

namespace Portal.Web.Tests.Access;

/// <summary>Every page, for everybody: nobody learns a server's name that they may not see, and a page that is not for them looks like one that does not exist.</summary>
public sealed class PageMatrixTests(MatrixWorld world)
{
    // What each page needs; static ones before the sign-in show nothing of the fleet and have no circuit.
    private static readonly Dictionary<Type, (Audience Audience, BmcRight Right)> s_pages = new()
    {
        [typeof(FleetPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(AlertsPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(RulesPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(ConsolesPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(Portal.Web.Components.Readings.FleetEventsPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(BulkPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(OperationsPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(SearchPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(Portal.Web.Components.Access.GrantsPage)] = (Audience.ManagersOrAuditors, BmcRight.None),
        [typeof(Portal.Web.Components.Access.PeoplePage)] = (Audience.ManagersOrAuditors, BmcRight.None),
        [typeof(Portal.Web.Components.Access.RequestsPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(Portal.Web.Components.Access.RolesPage)] = (Audience.ManagersOrAuditors, BmcRight.None),
        [typeof(TenantsPage)] = (Audience.Fleet, BmcRight.ManageTenants),
        [typeof(OwnTenantPage)] = (Audience.OwnTenant, BmcRight.None),
        [typeof(TenantPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(HandOversPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(HandOverPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(Portal.Web.Components.Access.TokensPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(Portal.Web.Components.Observe.ObservePage)] = (Audience.Anyone, BmcRight.None),
        [typeof(NotFoundPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(AuditPage)] = (Audience.FleetOrTenant, BmcRight.ReadAudit),
        [typeof(CredentialsPage)] = (Audience.Fleet, BmcRight.ManageCredentials),
        [typeof(AddServerPage)] = (Audience.Fleet, BmcRight.Administer),
        [typeof(ServerPage)] = (Audience.Server, BmcRight.View),
        [typeof(SignIn)] = (Audience.Anyone, BmcRight.None),
        [typeof(Landing)] = (Audience.Anyone, BmcRight.None),
        [typeof(SignedOut)] = (Audience.Anyone, BmcRight.None),
        [typeof(Setup)] = (Audience.Anyone, BmcRight.None),
        [typeof(SignInCode)] = (Audience.Anyone, BmcRight.None),
        [typeof(Forgot)] = (Audience.Anyone, BmcRight.None),
        [typeof(SetPassword)] = (Audience.Anyone, BmcRight.None),
        [typeof(ConfirmPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(RecoveryCodesPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(SecondFactor)] = (Audience.SignedIn, BmcRight.None),
        [typeof(MyAccountPage)] = (Audience.SignedIn, BmcRight.None),
    };

    // Tabs of a server's page, as its address has them, and what each needs.
    private static readonly (string Tab, BmcRight Right)[] s_tabs =
    [
        ("console", BmcRight.ConsoleRead), ("console/history", BmcRight.ConsoleRead), ("access", BmcRight.View), ("sensors", BmcRight.View), ("boot", BmcRight.View), ("events", BmcRight.EventsRead), ("inventory", BmcRight.Inventory), ("settings", BmcRight.Administer),
        ("bmc/accounts", BmcRight.BmcUsers), ("bmc/network", BmcRight.BmcNetwork), ("bmc/sol", BmcRight.BmcSettings), ("bmc/channels", BmcRight.BmcSettings), ("bmc/raw", BmcRight.Raw | BmcRight.BmcSettings),
    ];

    private static IEnumerable<Type> Routable => typeof(ServerPage).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any());

    [Fact]
    public void Table_HasEveryPage()
    {
        var missing = Routable.Except(s_pages.Keys).Select(page => page.Name).Order().ToList();
        Assert.True(missing is [], $"Add these to PageMatrixTests and say whom they are for: {string.Join(", ", missing)}");
        Assert.Empty(s_pages.Keys.Except(Routable));
    }

    [Fact]
    public void Page_BeforeTheSignIn_IsStaticAndOnlyThoseAreOpen()
    {
        foreach (var (page, (audience, _)) in s_pages)
        {
            var isOpen = page.GetCustomAttribute<AllowAnonymousAttribute>() is not null;
            Assert.True(isOpen == (audience == Audience.Anyone), $"{page.Name} may be open to anyone, or may not be.");
            if (isOpen)
                Assert.NotNull(page.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>());
        }
    }

    [Fact]
    public async Task Page_Everybody_ShowsWhatTheyMaySeeOrNothing()
    {
        // Static ones are about the account alone, and need a request.
        foreach (var (page, (audience, right)) in s_pages.Where(pair => pair.Key.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is null))
        {
            foreach (var person in world.People)
            {
                var may = person.May(audience, right);
                await using var context = new PageVisit(world.Portal, person.User);
                var shown = Render(context, page, world.Server);
                if (audience == Audience.SignedIn)
                {
                    if ((person.OnServer & BmcRight.View) == 0)
                        await AssertNeverShowsAsync(shown, $"{page.Name} for {person}");
                    continue;
                }

                shown.WaitForState(() => shown.FindAll("h1").Count > 0, TimeSpan.FromSeconds(20));
                var isMissing = shown.Markup.Contains("There is nothing here", StringComparison.Ordinal);
                Assert.True(isMissing != may, $"{page.Name} for {person}: {shown.Markup}");
                if (may)
                    continue;
                Assert.DoesNotContain(world.ServerName, shown.Markup, StringComparison.Ordinal);
                if (audience == Audience.Server)
                    Assert.Equal(Empty(Render(context, page, Guid.NewGuid().ToString("N"))), Empty(shown));
            }
        }
    }

    /// <summary>Each tab of a server: who lacks its right finds what is answered for a tab that does not exist.</summary>
    [Fact]
    public async Task Tab_WithoutItsRight_LooksLikeOneThatDoesNotExist()
    {
        foreach (var person in world.People)
        {
            await using var context = new PageVisit(world.Portal, person.User);
            var missing = Empty(Render(context, typeof(ServerPage), world.Server, "no-such-tab"));
            foreach (var (tab, right) in s_tabs)
            {
                var shown = Render(context, typeof(ServerPage), world.Server, tab);
                if ((person.OnServer & right) == right)
                    Assert.True(shown.WaitForElement(".tabs", TimeSpan.FromSeconds(20)) is not null, $"{tab} for {person}");
                else
                    Assert.True(Empty(shown) == missing, $"{tab} for {person}: {shown.Markup}");
            }
        }
    }

    /// <summary>Pages without a circuit are about whoever is signed in: nobody else's name is on them, nor a server's.</summary>
    [Fact]
    public async Task StaticPage_SignedIn_IsAboutTheirOwnAccount()
    {
        var pages = s_pages.Keys.Where(page => page.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is not null).SelectMany(page => page.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).ToList();
        Assert.Contains("/account/second-factor", pages);
        foreach (var name in (string[])["administrator", "foreign administrator"])
        {
            var person = world.People.Single(person => person.Name == name);
            using var browser = await world.Portal.SignInAsync(person.User);
            foreach (var path in pages)
            {
                using var answer = await browser.GetAsync(path, Xunit.TestContext.Current.CancellationToken);
                var html = await answer.Content.ReadAsStringAsync(Xunit.TestContext.Current.CancellationToken);
                Assert.True((int)answer.StatusCode < 500, $"{path} for {person}: {(int)answer.StatusCode}");
                Assert.DoesNotContain(world.ServerName, html, StringComparison.Ordinal);
                Assert.All(world.People.Where(other => other != person), other => Assert.DoesNotContain(other.User.Email!, html, StringComparison.Ordinal));
            }
        }
    }

    private static IRenderedComponent<DynamicComponent> Render(BunitContext context, Type page, string server, string? tab = null) => context.Render<DynamicComponent>(parameters =>
    {
        parameters.Add(component => component.Type, page);
        if (page == typeof(ServerPage))
            parameters.Add(component => component.Parameters, tab?.Split('/') switch
            {
                null => new Dictionary<string, object> { ["Id"] = server },
                [var only] => new Dictionary<string, object> { ["Id"] = server, ["Tab"] = only },
                [var first, var part, ..] => new Dictionary<string, object> { ["Id"] = server, ["Tab"] = first, ["Part"] = part },
                _ => throw new ArgumentException("There is no tab.", nameof(tab)),
            });
    });

    private static string Empty(IRenderedComponent<DynamicComponent> page) => page.WaitForElement(".empty", TimeSpan.FromSeconds(20)).OuterHtml;

    /// <summary>Once it has read what there is.</summary>
    private async Task AssertNeverShowsAsync(IRenderedComponent<DynamicComponent> page, string what)
    {
        await page.InvokeAsync(() => { });
        if (page.FindAll("[aria-busy=true]").Count > 0)
            page.WaitForState(() => page.FindAll("[aria-busy=true]").Count == 0, TimeSpan.FromSeconds(20));
        Assert.False(page.Markup.Contains(world.ServerName, StringComparison.Ordinal), what);
    }
}
