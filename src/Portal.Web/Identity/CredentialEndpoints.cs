using System.Buffers.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;
using Portal.Web.Api;
using Portal.Web.Identity.SecondFactor;
using Portal.Web.Identity.Sessions;
using Portal.Web.Security;
using static Portal.Web.Identity.AccountEndpoints;

namespace Portal.Web.Identity;

/// <summary>
/// Where the forms and scripts of "my account" post to: forms get a redirect with <c>?done=</c> or <c>?error=</c> and a stable word, scripts a status.
/// Passwords and codes come this way and never through a page's circuit.
/// </summary>
internal static class CredentialEndpoints
{
    private const string Page = "/account";
    private const string Confirm = "/account/confirm";

    public static void MapPortalCredentials(this WebApplication app)
    {
        var account = app.MapGroup(Page).ExcludeFromDescription().RequireAuthorization();
        account.MapPost("/here", () => Results.NoContent());
        account.MapPost("/name", (HttpContext context, IAntiforgery antiforgery, CredentialService service) => FormAsync(context, antiforgery, null, async form =>
        {
            await service.RenameAsync(context, form["name"]);
            return Back("done", "name");
        }));
        account.MapPost("/password", (HttpContext context, IAntiforgery antiforgery, CredentialService service) => FormAsync(context, antiforgery, null, async form =>
            await service.ChangePasswordAsync(context, form["present"].ToString(), form["password"].ToString(), form["confirm"].ToString()) is { } error
                ? Back("error", error, "password") : Back("done", "password", "password")));
        account.MapPost("/authenticator/confirm", (HttpContext context, IAntiforgery antiforgery, CredentialService service, RecentSignIn recent) =>
            FormAsync(context, antiforgery, recent, async form => await service.ConfirmAuthenticatorAsync(context, form["code"].ToString())
                ? ("/account/recovery-codes", []) : (SecondFactorGate.MakeOne, [("error", "code")]), SecondFactorGate.MakeOne)).WithMetadata(new OpenToWeakSessions());
        account.MapPost("/authenticator/remove", (HttpContext context, IAntiforgery antiforgery, CredentialService service, RecentSignIn recent) =>
            FormAsync(context, antiforgery, recent, async _ =>
            {
                await service.RemoveAuthenticatorAsync(context);
                return Back("done", "authenticator", "codes");
            }));
        account.MapPost("/recovery-codes/renew", (HttpContext context, IAntiforgery antiforgery, CredentialService service, RecentSignIn recent) =>
            FormAsync(context, antiforgery, recent, async _ =>
            {
                await service.RenewRecoveryCodesAsync(context);
                return ("/account/recovery-codes", []);
            }));
        account.MapPost("/passkeys/rename", (HttpContext context, IAntiforgery antiforgery, CredentialService service) => FormAsync(context, antiforgery, null, async form =>
            await service.RenamePasskeyAsync(context, IdOf(form["id"]), form["name"]) ? Back("done", "passkey", "passkeys") : Back("error", "gone", "passkeys")));
        account.MapPost("/passkeys/remove", (HttpContext context, IAntiforgery antiforgery, CredentialService service, RecentSignIn recent) =>
            FormAsync(context, antiforgery, recent, async form =>
                await service.RemovePasskeyAsync(context, IdOf(form["id"])) ? Back("done", "passkeyGone", "passkeys") : Back("error", "gone", "passkeys")));
        account.MapPost("/sessions/end", (HttpContext context, IAntiforgery antiforgery, CredentialService service) => FormAsync(context, antiforgery, null, async form =>
        {
            var only = Guid.TryParse(form["id"], out var id) ? id : (Guid?)null;
            return form["id"].Count > 0 && only is null ? Back("error", "gone", "sessions") : Back("done", await service.EndSessionsAsync(context, only) > 0 ? "session" : "sessions", "sessions");
        }));
        // Not the address of the page: pages take posts, too.
        account.MapPost("/prove", ConfirmAsync).RequireRateLimiting(SignInRateLimit.StepPolicy).WithMetadata(new OpenToWeakSessions());
        account.MapPost("/passkeys/options", MakeAsync).WithMetadata(new OpenToWeakSessions());
        account.MapPost("/passkeys/add", AddAsync).WithMetadata(new OpenToWeakSessions());
        app.MapPost("/account/passkeys/ask", AskAsync).ExcludeFromDescription().AllowAnonymous();
        app.MapPost("/account/sign-in/passkey", SignInAsync).ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(SignInRateLimit.StepPolicy);
    }

    private static (string Path, (string, string)[] Query) Back(string name, string value, string? part = null) =>
        part is null ? (Page, [(name, value)]) : (Page, [(name, value), ("part", part)]);

    private static byte[] IdOf(string? text)
    {
        try
        {
            return text is { Length: > 0 and < 2000 } ? Base64Url.DecodeFromChars(text) : [];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <summary>Reads a form, sees that it is the portal's own, and that who sent it proved a moment ago who they are where that is asked for.</summary>
    private static async Task<IResult> FormAsync(
        HttpContext context, IAntiforgery antiforgery, RecentSignIn? recent, Func<IFormCollection, Task<(string Path, (string, string)[] Query)>> work, string home = Page)
    {
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        // A page for people: a token has no password, codes or sessions to change.
        if (context.User.FindSessionId() is null)
            throw new NotFoundException();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!await antiforgery.IsRequestValidAsync(context))
            return SeeOther(context, home, ("error", "expired"));
        if (recent is not null && !await recent.HoldsAsync(context.User, context.RequestAborted))
            return SeeOther(context, Confirm, ("returnUrl", home));
        var (path, query) = await work(form);
        return SeeOther(context, path, query);
    }

    /// <summary>From the page of its own (a form: redirect) and from the dialog (a script: status).</summary>
    private static async Task<IResult> ConfirmAsync(HttpContext context, IAntiforgery antiforgery, CredentialService service)
    {
        if (!context.Request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var isScript = context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);
        var returnUrl = LocalUrl(form["returnUrl"]);
        var error = await antiforgery.IsRequestValidAsync(context)
            ? await service.ConfirmAsync(context, form["password"], form["code"], form["credential"])
            : "expired";
        if (!isScript)
            return error is null ? SeeOther(context, returnUrl) : SeeOther(context, Confirm, ("error", error), ("returnUrl", returnUrl));
        if (error is null)
            return Results.NoContent();
        await ApiProblem.Write(context, StatusCodes.Status403Forbidden, error, "That did not prove who you are.");
        return Results.Empty;
    }

    private static async Task<IResult> MakeAsync(HttpContext context, IAntiforgery antiforgery, CredentialService service, RecentSignIn recent)
    {
        if (!await antiforgery.IsRequestValidAsync(context) || context.User.FindSessionId() is null)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        await recent.RequireAsync(context.User, context.RequestAborted);
        return await service.BeginPasskeyAsync(context) is { } options ? Results.Text(options, "application/json") : Results.StatusCode(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> AddAsync(HttpContext context, IAntiforgery antiforgery, CredentialService service, RecentSignIn recent, ShownOnce shown)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context) || context.User.FindSessionId() is not { } session)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        await recent.RequireAsync(context.User, context.RequestAborted);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!await service.AddPasskeyAsync(context, form["credential"].ToString(), form["name"]))
            return Results.StatusCode(StatusCodes.Status409Conflict);
        return Results.Json(new { next = shown.Has(session) ? "/account/recovery-codes" : "/account?done=passkey&part=passkeys" });
    }

    /// <summary>A challenge for any passkey of this portal: the same for everybody, so that it tells nothing.</summary>
    private static async Task<IResult> AskAsync(HttpContext context, IAntiforgery antiforgery, SignInManager<PortalUser> passkeys) => await antiforgery.IsRequestValidAsync(context)
        ? Results.Text(await passkeys.MakePasskeyRequestOptionsAsync(null), "application/json")
        : Results.StatusCode(StatusCodes.Status400BadRequest);

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, SignInService service)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await service.SignInWithPasskeyAsync(context, form["credential"].ToString()) switch
        {
            SignInOutcome.Done => Results.Json(new { next = LocalUrl(form["returnUrl"]) }),
            SignInOutcome.Locked => Results.StatusCode(StatusCodes.Status429TooManyRequests),
            _ => Results.StatusCode(StatusCodes.Status403Forbidden),
        };
    }
}
