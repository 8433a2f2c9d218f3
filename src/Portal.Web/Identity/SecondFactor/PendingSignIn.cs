using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Fleet.Access;

namespace Portal.Web.Identity.SecondFactor;

/// <summary>Between password and code: a cookie of five minutes that says whose password was right. It opens nothing else.</summary>
internal sealed class PendingSignIn(IDataProtectionProvider protection, PortalOptions options)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Portal.PendingSignIn").ToTimeLimitedDataProtector();
    private readonly string _name = options.IsHttps ? "__Host-pilotlight-code" : "pilotlight-code";

    public void Write(HttpResponse response, PortalUser user) => response.Cookies.Append(_name, _protector.Protect($"{user.Id} {user.SecurityStamp}", s_lifetime), Make());

    /// <summary>Whose password was right a moment ago, and the security stamp at that time.</summary>
    public (string UserId, string Stamp)? Read(HttpRequest request)
    {
        if (request.Cookies[_name] is not { Length: > 0 and < 1000 } text)
            return null;
        try
        {
            return _protector.Unprotect(text).Split(' ', 2) is [var id, var stamp] ? (id, stamp) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Delete(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(_name))
            context.Response.Cookies.Delete(_name, Make());
    }

    private CookieOptions Make() => new() { HttpOnly = true, IsEssential = true, Path = "/", SameSite = SameSiteMode.Strict, Secure = options.IsHttps };
}
