using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Portal.Web.Identity.SingleSignOn;

/// <summary>One way to a provider and back. It travels sealed in the state, bound to the browser by a cookie: the session's own cookie does not come back with it.</summary>
/// <param name="Session">The session it began in; null for who was not signed in.</param>
internal sealed record SsoTrip(SsoPurpose Purpose, string ReturnUrl, Guid? Session)
{
    private const string PurposeItem = "portal.purpose";
    private const string ReturnUrlItem = "portal.returnUrl";
    private const string SessionItem = "portal.session";

    public static SsoTrip Read(AuthenticationProperties? properties) => new(
        Enum.TryParse<SsoPurpose>(Find(properties, PurposeItem), out var purpose) ? purpose : SsoPurpose.SignIn,
        AccountEndpoints.LocalUrl(Find(properties, ReturnUrlItem)),
        Guid.TryParse(Find(properties, SessionItem), out var session) ? session : null);

    public OpenIdConnectChallengeProperties Write()
    {
        var properties = new OpenIdConnectChallengeProperties();
        properties.Items[PurposeItem] = Purpose.ToString();
        properties.Items[ReturnUrlItem] = ReturnUrl;
        properties.Items[SessionItem] = Session?.ToString();
        if (Purpose != SsoPurpose.SignIn)
        {
            // Not whoever happens to be signed in there.
            properties.Prompt = "login";
            properties.MaxAge = TimeSpan.Zero;
        }
        return properties;
    }

    private static string? Find(AuthenticationProperties? properties, string item) => properties?.Items.TryGetValue(item, out var text) == true ? text : null;
}
