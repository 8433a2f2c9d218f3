using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;
using Portal.Web.Api;

namespace Portal.Web.Identity;

/// <summary>Who may sign in, with what, and how long that holds.</summary>
internal static class PortalIdentity
{
    private const string CookieOrToken = "Portal";

    /// <summary>People and their passwords: for the server and for the command line.</summary>
    public static IdentityBuilder AddPortalUsers(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = NobodysPassword.Iterations);
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
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<CredentialCheck>();
        services.AddScoped<SetupService>();
        services.AddScoped<SignInService>();
        services.AddScoped<AuthenticationStateProvider, CircuitAuthenticationState>();
        // A bearer token wins over a cookie: then no cookie decides, and the Origin check can let it pass.
        services.AddAuthentication(CookieOrToken)
            .AddPolicyScheme(CookieOrToken, null, scheme => scheme.ForwardDefaultSelector = context =>
                ApiTokenHandler.Read(context.Request) is null ? IdentityConstants.ApplicationScheme : ApiTokenHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.Scheme, null)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie => Configure(cookie, options));
    }

    private static void Configure(CookieAuthenticationOptions cookie, PortalOptions options)
    {
        cookie.Cookie.Name = options.IsHttps ? "__Host-pilotlight" : "pilotlight";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = options.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "returnUrl";
        // One working day, whatever happens: a circuit makes no requests that could renew it.
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.SlidingExpiration = false;
        // Each request: a password changed a moment ago ends the sessions that another process opened, too. Nothing in the cookie needs renewal.
        cookie.Events.OnValidatePrincipal = async context =>
        {
            if (context.Principal is not { } user || !await context.HttpContext.RequestServices.GetRequiredService<CredentialCheck>().HoldsAsync(user))
                context.RejectPrincipal();
        };
        cookie.Events.OnRedirectToLogin = context => ApiProblem.IsForPrograms(context.Request)
            ? ApiProblem.Write(context.HttpContext, StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in, or send an API token.")
            : Redirect(context);
        cookie.Events.OnRedirectToAccessDenied = context => ApiProblem.WriteNotFound(context.HttpContext);
    }

    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
