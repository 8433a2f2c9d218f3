using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Fleet.Access;
using Portal.Web.Api;

namespace Portal.Web.Identity;

/// <summary>Signs a request in by <c>Authorization: Bearer TOKEN</c>; for the hubs also by <c>access_token</c>, because a WebSocket cannot carry the header everywhere.</summary>
internal sealed class ApiTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Bearer";

    /// <summary>The id of the token that a request came in with.</summary>
    public const string TokenClaim = "token";

    private const string Prefix = "Bearer ";

    /// <summary>The token of the Authorization header; null when it has none.</summary>
    public static string? ReadHeader(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } text && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..].Trim() : null;
    }

    /// <summary>The token a request carries; null when it carries none.</summary>
    public static string? Read(HttpRequest request) =>
        ReadHeader(request) ?? (request.Path.StartsWithSegments("/hubs") && request.Query["access_token"] is [{ Length: > 0 } token] ? token : null);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Read(Request) is not { } text)
            return AuthenticateResult.NoResult();
        var owner = text.Length is > 0 and <= 200 ? await tokens.AuthenticateAsync(text, Context.Connection.RemoteIpAddress?.ToString(), Context.RequestAborted) : null;
        if (owner is null)
            return AuthenticateResult.Fail("The token is unknown or expired.");
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, owner.User.Id), new Claim(ClaimTypes.Name, owner.User.UserName ?? owner.User.Id),
                new Claim(TokenClaim, owner.TokenId.ToString()),
            ], Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties { ExpiresUtc = owner.ExpiresAt }, Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Scheme;
        return ApiProblem.Write(Context, StatusCodes.Status401Unauthorized, "unauthenticated", "The API token is unknown or expired.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiProblem.WriteNotFound(Context);
}
