using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Portal.Fleet.Access;
using Portal.Web.Identity.Sessions;
using Portal.Web.Security;
using static Portal.Web.Identity.AccountEndpoints;

namespace Portal.Web.Identity.SingleSignOn;

/// <summary>
/// The ways to providers. Links, not forms: the policy of the pages lets no form lead to another site, and providers lead on to others. What comes back is
/// taken by the handler of each provider before any endpoint.
/// </summary>
internal static class SsoEndpoints
{
    public static void MapPortalSingleSignOn(this WebApplication app)
    {
        var sso = app.MapGroup("/account/sso").ExcludeFromDescription();
        sso.MapGet("/{provider}", (HttpContext context, PortalOptions options, string provider, string? returnUrl) =>
            GoAsync(context, Find(options, provider), SsoPurpose.SignIn, returnUrl)).AllowAnonymous().RequireRateLimiting(SignInRateLimit.StepPolicy);
        sso.MapGet("/{provider}/prove", (HttpContext context, PortalOptions options, string provider, string? returnUrl) =>
            GoAsync(context, Find(options, provider), SsoPurpose.Prove, returnUrl)).RequireAuthorization().RequireRateLimiting(SignInRateLimit.StepPolicy).WithMetadata(new OpenToWeakSessions());
        sso.MapGet("/{provider}/connect", ConnectAsync).RequireAuthorization().RequireRateLimiting(SignInRateLimit.StepPolicy);
        sso.MapPost("/{provider}/disconnect", DisconnectAsync).RequireAuthorization();
        sso.MapGet("/{provider}/sign-out", SignOutAsync).AllowAnonymous().RequireRateLimiting(SignInRateLimit.StepPolicy);
    }

    /// <summary>Address of the way to prove again who one is.</summary>
    public static string Prove(string provider, string returnUrl) => QueryHelpers.AddQueryString($"/account/sso/{provider}/prove", "returnUrl", returnUrl);

    /// <summary>Address of the way in.</summary>
    public static string SignIn(string provider, string? returnUrl) => QueryHelpers.AddQueryString($"/account/sso/{provider}", "returnUrl", LocalUrl(returnUrl));

    private static SsoProvider Find(PortalOptions options, string key) => options.SignIn.Providers.FirstOrDefault(provider => provider.Key == key) ?? throw new NotFoundException();

    private static async Task<IResult> GoAsync(HttpContext context, SsoProvider provider, SsoPurpose purpose, string? returnUrl)
    {
        // Another site's link must not start it: who followed that would be signed in without having wanted to.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return SeeOther(context, "/sign-in");
        // The first account is made on this machine, and administers the portal.
        if (await context.RequestServices.GetRequiredService<SetupService>().IsNeededAsync(context.RequestAborted))
            return SeeOther(context, "/setup");
        var trip = new SsoTrip(purpose, LocalUrl(returnUrl), context.User.FindSessionId());
        if (purpose != SsoPurpose.SignIn && trip.Session is null)
            throw new NotFoundException();
        try
        {
            await context.ChallengeAsync(provider.Scheme, trip.Write());
            return Results.Empty;
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or IOException or OperationCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            // Its discovery document could not be read.
            var sso = context.RequestServices.GetRequiredService<SingleSignOn>();
            return Results.Redirect(await sso.FailAsync(context, provider, trip.Write(), "unreachable", exception));
        }
    }

    private static async Task<IResult> ConnectAsync(HttpContext context, PortalOptions options, RecentSignIn recent, string provider)
    {
        var found = Find(options, provider);
        return await recent.HoldsAsync(context.User, context.RequestAborted)
            ? await GoAsync(context, found, SsoPurpose.Connect, "/account")
            : SeeOther(context, "/account/confirm", ("returnUrl", $"/account/sso/{found.Key}/connect"));
    }

    private static async Task<IResult> DisconnectAsync(HttpContext context, IAntiforgery antiforgery, CredentialService service, RecentSignIn recent, string provider)
    {
        if (!context.Request.HasFormContentType || context.User.FindSessionId() is null)
            throw new NotFoundException();
        if (!await antiforgery.IsRequestValidAsync(context))
            return SeeOther(context, "/account", ("error", "expired"));
        if (!await recent.HoldsAsync(context.User, context.RequestAborted))
            return SeeOther(context, "/account/confirm", ("returnUrl", "/account"));
        return await service.DisconnectAsync(context, provider) is { } error ? SeeOther(context, "/account", ("error", error)) : SeeOther(context, "/account", ("done", "disconnected"));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, PortalOptions options, IOptionsMonitor<OpenIdConnectOptions> handlers, string provider)
    {
        var found = Find(options, provider);
        try
        {
            var there = await handlers.Get(found.Scheme).ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
            if (string.IsNullOrEmpty(there.EndSessionEndpoint))
                return SeeOther(context, "/signed-out");
            await context.SignOutAsync(found.Scheme, new AuthenticationProperties { RedirectUri = "/signed-out" });
            return Results.Empty;
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or IOException)
        {
            return SeeOther(context, "/signed-out");
        }
    }
}
