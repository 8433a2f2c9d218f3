using System.Reflection;
using Bunit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Web.Components.Account;
using Portal.Web.Components.Alerts;
using Portal.Web.Components.AuditLog;
using Portal.Web.Components.Consoles;
using Portal.Web.Components.Fleet;
using Portal.Web.Components.Layout;
using Portal.Web.Components.Me;
using Portal.Web.Components.Operations;
using Portal.Web.Components.Search;
using Portal.Web.Components.Servers;

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
        [typeof(OperationsPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(SearchPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(Portal.Web.Components.Access.GrantsPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(Portal.Web.Components.Access.PeoplePage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(Portal.Web.Components.Access.RequestsPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(Portal.Web.Components.Access.RolesPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(Portal.Web.Components.Access.TokensPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(Portal.Web.Components.Observe.ObservePage)] = (Audience.Anyone, BmcRight.None),
        [typeof(NotFoundPage)] = (Audience.SignedIn, BmcRight.None),
        [typeof(AuditPage)] = (Audience.FleetOrTenant, BmcRight.ReadAudit),
        [typeof(AddServerPage)] = (Audience.Fleet, BmcRight.Administer),
        [typeof(ServerPage)] = (Audience.Server, BmcRight.View),
        [typeof(SignIn)] = (Audience.Anyone, BmcRight.None),
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
                var may = audience switch
                {
                    Audience.Server => (person.OnServer & right) == right,
                    Audience.Fleet => (person.OnFleet & right) == right,
                    Audience.FleetOrTenant => ((person.OnFleet | person.OnTenant) & right) == right,
                    _ => true,
                };
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

    private static IRenderedComponent<DynamicComponent> Render(BunitContext context, Type page, string server) => context.Render<DynamicComponent>(parameters =>
    {
        parameters.Add(component => component.Type, page);
        if (page == typeof(ServerPage))
            parameters.Add(component => component.Parameters, new Dictionary<string, object> { ["Id"] = server });
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
