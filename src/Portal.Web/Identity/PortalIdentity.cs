using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;
using Portal.Fleet.Secrets;
using Portal.Web.Hosting;
using Portal.Web.Identity.Links;
using Portal.Web.Identity.Passwords;
using Portal.Web.Identity.SecondFactor;
using Portal.Web.Identity.Sessions;
using Portal.Web.Identity.SingleSignOn;
using Portal.Web.Mail;

namespace Portal.Web.Identity;

/// <summary>Who may sign in, with what, and how long that holds.</summary>
internal static class PortalIdentity
{
    private const string CookieOrToken = "Portal";

    /// <summary>People and their passwords: for the server and for the command line.</summary>
    public static IdentityBuilder AddPortalUsers(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = NobodysPassword.Iterations);
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<UserSessions>();
        services.AddSingleton<AuthenticatorApps>();
        services.AddSingleton<RecoveryCodes>();
        services.AddSingleton<OneTimeLinks>();
        services.AddSingleton<ResetLimit>();
        services.AddSingleton<LinkMail>();
        services.AddSingleton<AccountNotices>();
        services.AddSingleton<PortalAddress>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<MailQueue>();
        services.AddSingleton<ISealedStore>(provider => provider.GetRequiredService<MailQueue>());
        services.AddSingleton<MailDesk>();
        services.AddScoped<Invitations>();
        services.AddSingleton<InviteDesk>();
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        return services.AddIdentityCore<PortalUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // Length is what protects; composition rules only make people write passwords down.
                options.Password.RequiredLength = PasswordRules.LeastLength;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
            })
            .AddPasswordValidator<PasswordRules>()
            .AddUserStore<PortalUserStore>()
            .AddDefaultTokenProviders();
    }

    public static void AddPortalIdentity(this WebApplicationBuilder builder, PortalOptions options)
    {
        var services = builder.Services;
        services.AddPortalUsers().AddSignInManager();
        services.AddSingleton<SetupTokens>();
        services.AddSingleton<CredentialCheck>();
        services.AddSingleton<KnownDevices>();
        services.AddSingleton<PendingSignIn>();
        services.AddSingleton<ShownOnce>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<RecentSignIn>();
        services.AddScoped<SetupService>();
        services.AddScoped<SignInService>();
        services.AddScoped<CredentialService>();
        services.AddSingleton<MyAccountReader>();
        services.AddScoped<AuthenticationStateProvider, CircuitAuthenticationState>();
        services.AddHostedService<SessionSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<MailDesk>());
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // Else it would be whatever host the request names.
            passkeys.ServerDomain = options.PublicOrigin?.Host;
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
        // A bearer token wins over a cookie: then no cookie decides, and the Origin check can let it pass.
        services.AddAuthentication(CookieOrToken)
            .AddPolicyScheme(CookieOrToken, null, scheme => scheme.ForwardDefaultSelector = context =>
                ApiTokenHandler.Read(context.Request) is null ? SessionHandler.Scheme : ApiTokenHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.Scheme, null)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Scheme, null)
            .AddPortalSingleSignOn(options)
            // Identity keeps the challenge of a passkey in it.
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie =>
            {
                cookie.Cookie.Name = options.IsHttps ? "__Host-pilotlight-passkey" : "pilotlight-passkey";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.SecurePolicy = options.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                cookie.SlidingExpiration = false;
            });
    }
}
