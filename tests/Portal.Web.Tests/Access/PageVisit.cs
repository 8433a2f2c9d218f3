using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Fleet.Access;
using Portal.Fleet.Links;
using Portal.Fleet.Status;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Tests.Access;

/// <summary>Pages with the portal's own services, and one person as the visitor.</summary>
internal sealed class PageVisit : BunitContext
{
    private readonly CultureInfo _uiCulture = CultureInfo.CurrentUICulture;

    public PageVisit(PortalServer portal, PortalUser user)
    {
        CultureInfo.CurrentUICulture = new CultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        var authorization = AddAuthorization();
        authorization.SetAuthorized(user.UserName!);
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, user.Id));
        Services.AddLogging();
        Services.AddLocalization(options => options.ResourcesPath = "Resources");
        Services.AddScoped<Visit>().AddScoped<FleetFeed>().AddScoped<Trail>().AddScoped<IdentityPrompt>();
        Services.AddSingleton(portal.Services.GetRequiredService<BmcAccess>());
        Services.AddSingleton(portal.Services.GetRequiredService<Grants>());
        Services.AddSingleton(portal.Services.GetRequiredService<StatusBoard>());
        Services.AddSingleton(portal.Services.GetRequiredService<TimeProvider>());
        Services.AddSingleton(portal.Services.GetRequiredService<IOptions<PollingOptions>>());
        Services.AddFallbackServiceProvider(portal.Services);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        CultureInfo.CurrentUICulture = _uiCulture;
    }
}
