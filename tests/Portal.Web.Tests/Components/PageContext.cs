using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Fleet.Access;
using Portal.Fleet.Links;
using Portal.Fleet.Status;
using Portal.Web.Components.Viewing;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Tests.Components;

/// <summary>Renders pages for one signed-in person, in English, against a running portal's gate.</summary>
internal sealed class PageContext : BunitContext
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _uiCulture = CultureInfo.CurrentUICulture;

    public PageContext(RunningPortal portal, PortalUser user, Guid? session = null)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        var authorization = AddAuthorization();
        authorization.SetAuthorized(user.UserName!);
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, user.Id), new Claim(SessionClaims.Session, (session ?? Guid.Empty).ToString("N")));
        Services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        Services.AddLocalization(options => options.ResourcesPath = "Resources");
        Services.AddSingleton(portal.Services.GetRequiredService<BmcAccess>());
        Services.AddSingleton(portal.Services.GetRequiredService<Portal.Fleet.Views.ViewShelf>());
        Services.AddSingleton(portal.Services.GetRequiredService<Grants>());
        Services.AddSingleton(portal.Services.GetRequiredService<StatusBoard>());
        Services.AddSingleton(portal.Services.GetRequiredService<TimeProvider>());
        Services.AddSingleton(portal.Services.GetRequiredService<IOptions<PollingOptions>>());
        Services.AddScoped<Visit>().AddScoped<FleetFeed>().AddScoped<Trail>().AddScoped<IdentityPrompt>();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _uiCulture);
    }
}
