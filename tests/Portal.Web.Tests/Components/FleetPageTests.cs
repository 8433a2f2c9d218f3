using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Web.Components.Fleet;

namespace Portal.Web.Tests.Components;

public sealed class FleetPageTests(RunningPortal portal)
{
    [Fact]
    public async Task Page_FilterInUrl_ShowsMatchesTokensAndCount()
    {
        await using var context = new PageContext(portal, await portal.MakeUserAsync(Role.Operator));
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/?q=tag:web%20rack4");

        var page = context.Render<FleetPage>();

        page.WaitForAssertion(() => Assert.Equal(["rack4-u17"], page.FindAll("[data-open]").Select(link => link.TextContent)));
        Assert.Equal(["tagweb", "rack4"], page.FindAll(".token").Select(token => token.TextContent.Trim()));
        Assert.Equal("1 of 4", page.Find(".query-count").TextContent);
        Assert.Contains("simulated", page.Find(".cell-name").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OrderInUrl_SortsAndSaysSo()
    {
        await using var context = new PageContext(portal, await portal.MakeUserAsync(Role.Viewer));
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/?sort=-name");

        var page = context.Render<FleetPage>();

        page.WaitForAssertion(() => Assert.Equal(["web-042", "rack4-u17", "gpu-a07", "db-prod-03"], page.FindAll("[data-open]").Select(link => link.TextContent)));
        Assert.Equal("descending", page.Find("thead th").GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task Page_UnknownFilter_SaysWhatThereIs()
    {
        await using var context = new PageContext(portal, await portal.MakeUserAsync(Role.Viewer));
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/?q=colour:red%20name:rack4");

        var page = context.Render<FleetPage>();

        page.WaitForAssertion(() => Assert.Contains("“colour:red” is not a filter", page.Find(".query-error").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal("rack4-u17", Assert.Single(page.FindAll("[data-open]")).TextContent));
    }

    [Fact]
    public async Task Page_NothingMatches_OffersToClear()
    {
        await using var context = new PageContext(portal, await portal.MakeUserAsync(Role.Viewer));
        var navigation = context.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/?q=nowhere");
        var page = context.Render<FleetPage>();
        page.WaitForElement(".empty button").Click();

        page.WaitForAssertion(() => Assert.Equal("http://localhost/", navigation.Uri));
    }

    [Fact]
    public async Task Page_TypedTerm_BecomesTokenAndUrl()
    {
        await using var context = new PageContext(portal, await portal.MakeUserAsync(Role.Viewer));
        var page = context.Render<FleetPage>();
        page.WaitForElement("#query").Input("rack:r4");
        page.Find("#query").KeyDown("Enter");

        // A live fleet may be rendering just then: events are served after it, so what follows from them is waited for.
        page.WaitForAssertion(() => Assert.Equal("http://localhost/?q=rack%3Ar4", context.Services.GetRequiredService<NavigationManager>().Uri));
        page.WaitForAssertion(() => Assert.Equal("rackr4", page.Find(".token").TextContent.Trim()));
        page.WaitForAssertion(() => Assert.Equal("", page.Find("#query").GetAttribute("value")));
    }

    [Fact]
    public async Task Page_NobodysServers_TellsWhomToAsk()
    {
        await using var context = new PageContext(portal, await portal.MakeUserAsync(null));

        var page = context.Render<FleetPage>();

        Assert.Contains("Ask your administrator", page.WaitForElement(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[href='/servers/new']"));
    }
}
