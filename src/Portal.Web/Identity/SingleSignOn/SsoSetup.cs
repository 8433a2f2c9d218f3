using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Identity.SingleSignOn;

/// <summary>
/// One OpenID Connect handler of the framework for each provider: discovery, authorization code with PKCE, state, nonce, signature, issuer and audience are its
/// work. What its word is worth here is <see cref="SingleSignOn"/>'s.
/// </summary>
internal static class SsoSetup
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(1);

    public static AuthenticationBuilder AddPortalSingleSignOn(this AuthenticationBuilder builder, PortalOptions options)
    {
        builder.Services.AddScoped<SingleSignOn>();
        foreach (var provider in options.SignIn.Providers)
            builder.AddOpenIdConnect(provider.Scheme, provider.Name, oidc => Configure(oidc, provider, options));
        return builder;
    }

    private static void Configure(OpenIdConnectOptions oidc, SsoProvider provider, PortalOptions options)
    {
        oidc.Authority = provider.Authority.ToString().TrimEnd('/');
        oidc.RequireHttpsMetadata = !provider.AllowsHttp;
        oidc.ClientId = provider.ClientId;
        oidc.ClientSecret = provider.ClientSecretFile is { } file ? File.ReadLines(file).FirstOrDefault() : null;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // A redirect, not a form: cookies that only follow links are enough for it.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.Scope.Clear();
        foreach (var scope in provider.Scopes)
            oidc.Scope.Add(scope);
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.MapInboundClaims = false;
        // Nothing is renamed and nothing thrown away: what the ID token says stands first.
        oidc.ClaimActions.MapAll();
        oidc.SaveTokens = false;
        oidc.SignInScheme = SessionHandler.Scheme;
        oidc.CallbackPath = provider.CallbackPath;
        oidc.SignedOutCallbackPath = provider.SignedOutPath;
        oidc.SignedOutRedirectUri = "/signed-out";
        // Nobody's frame ends a session here.
        oidc.RemoteSignOutPath = PathString.Empty;
        oidc.RemoteAuthenticationTimeout = s_patience;
        oidc.ProtocolValidator.NonceLifetime = s_patience;
        oidc.BackchannelTimeout = s_answer;
        oidc.TokenValidationParameters.ClockSkew = s_skew;
        Guard(oidc.CorrelationCookie, options, "sso");
        Guard(oidc.NonceCookie, options, "nonce");
        oidc.Events = new OpenIdConnectEvents
        {
            OnTicketReceived = async context =>
            {
                context.HandleResponse();
                var sso = context.HttpContext.RequestServices.GetRequiredService<SingleSignOn>();
                context.Response.Redirect(await sso.FinishAsync(context.HttpContext, provider, context.Principal!, context.Properties!));
            },
            OnAccessDenied = async context =>
            {
                context.HandleResponse();
                var sso = context.HttpContext.RequestServices.GetRequiredService<SingleSignOn>();
                context.Response.Redirect(await sso.FailAsync(context.HttpContext, provider, context.Properties, SsoFailure.Denied, null));
            },
            OnRemoteFailure = async context =>
            {
                context.HandleResponse();
                var sso = context.HttpContext.RequestServices.GetRequiredService<SingleSignOn>();
                context.Response.Redirect(await sso.FailAsync(context.HttpContext, provider, context.Properties, SsoFailure.WordOf(context.Failure), context.Failure));
            },
            OnRedirectToIdentityProviderForSignOut = context =>
            {
                // Instead of the ID token, which is not kept.
                context.ProtocolMessage.ClientId = context.Options.ClientId;
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>They must come along when the provider leads back, so they are Lax where all others are Strict.</summary>
    private static void Guard(CookieBuilder cookie, PortalOptions options, string name)
    {
        cookie.Name = $"{(options.IsHttps ? "__Host-" : "")}pilotlight-{name}.";
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = options.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
    }
}
