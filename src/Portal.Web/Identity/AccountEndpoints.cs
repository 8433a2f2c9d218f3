using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Web.Hosting;
using Portal.Web.Identity.Links;
using Portal.Web.Security;

namespace Portal.Web.Identity;

/// <summary>
/// Where the static forms post to: sign-in, set-up, sign-out, language and theme. Each answers with a redirect to a page of the portal,
/// with <c>?error=</c> and a stable word when something is wrong. Passwords stay out of every URL.
/// </summary>
internal static class AccountEndpoints
{
    private static readonly TimeSpan s_preferenceLifetime = TimeSpan.FromDays(400);

    public static void MapPortalAccount(this WebApplication app)
    {
        var account = app.MapGroup("/account").ExcludeFromDescription();
        account.MapPost("/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(SignInRateLimit.Policy);
        account.MapPost("/sign-in/code", EnterCodeAsync).AllowAnonymous().RequireRateLimiting(SignInRateLimit.StepPolicy);
        account.MapPost("/sign-in/forgot", ForgotAsync).AllowAnonymous().RequireRateLimiting(SignInRateLimit.Policy);
        account.MapPost("/set-password", SetPasswordAsync).AllowAnonymous().RequireRateLimiting(SignInRateLimit.StepPolicy);
        account.MapPost("/setup", SetUpAsync).AllowAnonymous().RequireRateLimiting(SignInRateLimit.Policy);
        // These three change nothing that another site could gain by, and OriginCheck refuses other sites anyway: no form token needed.
        account.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        account.MapPost("/language", (Delegate)SetLanguageAsync).AllowAnonymous();
        account.MapPost("/theme", (Delegate)SetThemeAsync).AllowAnonymous();
    }

    /// <summary>A path on this portal as given, or the first page: a link must not lead people elsewhere after they signed in.</summary>
    public static string LocalUrl(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, SignInService service)
    {
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var returnUrl = LocalUrl(form["returnUrl"]);
        if (!await antiforgery.IsRequestValidAsync(context))
            return SeeOther(context, "/sign-in", ("error", "expired"), ("returnUrl", returnUrl));
        return await service.SignInAsync(context, form["email"].ToString(), form["password"].ToString()) switch
        {
            SignInOutcome.Done => SeeOther(context, returnUrl),
            SignInOutcome.CodeNeeded => SeeOther(context, "/sign-in/code", ("returnUrl", returnUrl)),
            SignInOutcome.Locked => SeeOther(context, "/sign-in", ("error", "locked"), ("returnUrl", returnUrl)),
            _ => SeeOther(context, "/sign-in", ("error", "credentials"), ("returnUrl", returnUrl)),
        };
    }

    private static async Task<IResult> EnterCodeAsync(HttpContext context, IAntiforgery antiforgery, SignInService service)
    {
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var returnUrl = LocalUrl(form["returnUrl"]);
        var isRecovery = form["recovery"].Count > 0;
        var outcome = await antiforgery.IsRequestValidAsync(context) ? await service.EnterCodeAsync(context, form["code"].ToString(), isRecovery) : SignInOutcome.Expired;
        return outcome switch
        {
            SignInOutcome.Done => SeeOther(context, returnUrl),
            SignInOutcome.Code => SeeOther(context, "/sign-in/code", [("error", "code"), ("returnUrl", returnUrl), .. isRecovery ? [("use", "recovery")] : Array.Empty<(string, string)>()]),
            SignInOutcome.Locked => SeeOther(context, "/sign-in", ("error", "locked"), ("returnUrl", returnUrl)),
            _ => SeeOther(context, "/sign-in", ("error", "expired"), ("returnUrl", returnUrl)),
        };
    }

    private static async Task<IResult> ForgotAsync(HttpContext context, IAntiforgery antiforgery, Invitations invitations)
    {
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!await antiforgery.IsRequestValidAsync(context))
            return SeeOther(context, "/sign-in/forgot", ("error", "expired"));
        invitations.Ask(form["email"].ToString(), context.Connection.RemoteIpAddress?.ToString());
        return SeeOther(context, "/sign-in/forgot", ("sent", "1"));
    }

    private static async Task<IResult> SetPasswordAsync(HttpContext context, IAntiforgery antiforgery, Invitations invitations)
    {
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var token = form["token"].ToString();
        if (!await antiforgery.IsRequestValidAsync(context))
            return SeeOther(context, OneTimeLinks.Path, ("error", "expired"), ("token", token));
        return await invitations.RedeemAsync(
            token, form["password"].ToString(), form["confirm"].ToString(), context.Connection.RemoteIpAddress?.ToString(), context.RequestAborted) switch
        {
            LinkOutcome.Done => SeeOther(context, "/sign-in", ("ready", "password")),
            LinkOutcome.PasswordShort => SeeOther(context, OneTimeLinks.Path, ("error", "password_short"), ("token", token)),
            LinkOutcome.PasswordMismatch => SeeOther(context, OneTimeLinks.Path, ("error", "password_mismatch"), ("token", token)),
            LinkOutcome.PasswordWeak => SeeOther(context, OneTimeLinks.Path, ("error", "password_weak"), ("token", token)),
            _ => SeeOther(context, OneTimeLinks.Path),
        };
    }

    private static async Task<IResult> SetUpAsync(HttpContext context, IAntiforgery antiforgery, SetupService service)
    {
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var token = form["token"].ToString();
        var outcome = await antiforgery.IsRequestValidAsync(context)
            ? await service.CreateFirstAdministratorAsync(token, form["email"].ToString().Trim(), form["password"].ToString(), form["confirm"].ToString(),
                context.Connection.RemoteIpAddress?.ToString(), context.RequestAborted)
            : (SetupOutcome?)null;
        return outcome switch
        {
            SetupOutcome.Done => SeeOther(context, "/sign-in", ("ready", "1")),
            SetupOutcome.Token => SeeOther(context, "/setup", ("error", "token")),
            SetupOutcome.Email => SeeOther(context, "/setup", ("error", "email"), ("token", token)),
            SetupOutcome.PasswordShort => SeeOther(context, "/setup", ("error", "password_short"), ("token", token)),
            SetupOutcome.PasswordMismatch => SeeOther(context, "/setup", ("error", "password_mismatch"), ("token", token)),
            SetupOutcome.PasswordWeak => SeeOther(context, "/setup", ("error", "password_weak"), ("token", token)),
            _ => SeeOther(context, "/setup", ("error", "expired"), ("token", token)),
        };
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SignInService service)
    {
        var provider = await service.FindProviderAsync(context);
        await service.SignOutAsync(context);
        if (context.Request.IsHttps)
            context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return provider is null ? SeeOther(context, "/signed-out") : SeeOther(context, "/signed-out", ("at", provider));
    }

    private static async Task<IResult> SetLanguageAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (PortalLocalization.Cultures.FirstOrDefault(culture => culture.Equals(form["culture"], StringComparison.OrdinalIgnoreCase)) is { } culture)
            context.Response.Cookies.Append(PreferenceCookies.Culture, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)), Preference(context));
        return SeeOther(context, LocalUrl(form["returnUrl"]));
    }

    private static async Task<IResult> SetThemeAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["theme"].ToString() is "dark" or "light")
            context.Response.Cookies.Append(PreferenceCookies.Theme, form["theme"].ToString(), Preference(context));
        else
            context.Response.Cookies.Delete(PreferenceCookies.Theme);
        return SeeOther(context, LocalUrl(form["returnUrl"]));
    }

    private static CookieOptions Preference(HttpContext context) =>
        new() { MaxAge = s_preferenceLifetime, SameSite = SameSiteMode.Strict, HttpOnly = true, Secure = context.Request.IsHttps, Path = "/" };

    /// <summary>303, so that the browser gets the next page and a reload repeats nothing.</summary>
    internal static IResult SeeOther(HttpContext context, string path, params (string Name, string Value)[] query)
    {
        context.Response.Headers.Location = QueryHelpers.AddQueryString(path, query.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)));
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
