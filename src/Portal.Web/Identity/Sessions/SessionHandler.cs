using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Portal.Web.Api;

namespace Portal.Web.Identity.Sessions;

/// <summary>
/// Signs a request in by the cookie of its session. Not the framework's cookie handler with a ticket store: that one goes on with the same reference when somebody
/// signs in over an older session, and would let a reference live on that another person knows.
/// </summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, UserSessions sessions, SessionCookie cookie, PortalOptions portal)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (cookie.Read(Request) is not { } key)
            return AuthenticateResult.NoResult();
        if (await sessions.FindAsync(key, Context.RequestAborted) is not { } found)
            return AuthenticateResult.Fail("The session has ended.");
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, found.Session.UserId), new Claim(ClaimTypes.Name, found.UserName),
                new Claim(SessionClaims.Session, found.Session.Id.ToString("N")),
            ], Scheme);
        if (!found.Session.Strong && portal.SignIn.RequiresSecondFactor(found.TenantId))
            identity.AddClaim(new Claim(SessionClaims.Weak, "1"));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties { ExpiresUtc = found.Session.ExpiresAt }, Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (ApiProblem.IsForPrograms(Request))
            return ApiProblem.Write(Context, StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in, or send an API token.");
        Response.Redirect(QueryHelpers.AddQueryString(BuildRedirectUri("/sign-in"), "returnUrl", $"{Request.Path}{Request.QueryString}"));
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiProblem.WriteNotFound(Context);
}
