using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Portal.Web.Identity;

/// <summary>
/// A cookie that says: this browser signed in to this account before. It opens nothing; while an account is under attack from everywhere, such a browser may
/// still try, and others' failures do not count against it.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection, PortalOptions options)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(180);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Portal.Device").ToTimeLimitedDataProtector();
    private readonly string _name = options.IsHttps ? "__Host-pilotlight-device" : "pilotlight-device";

    /// <summary>The device's id for this account; null where the browser has not signed in to it before.</summary>
    public string? Find(HttpRequest request, string email)
    {
        if (request.Cookies[_name] is not { Length: > 0 and < 600 } text)
            return null;
        try
        {
            return _protector.Unprotect(text).Split(' ') is [var account, var device] && account == AccountOf(email) ? device : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Remember(HttpContext context, string email)
    {
        var device = Find(context.Request, email) ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        context.Response.Cookies.Append(_name, _protector.Protect($"{AccountOf(email)} {device}", s_lifetime),
            new CookieOptions { HttpOnly = true, IsEssential = true, MaxAge = s_lifetime, Path = "/", SameSite = SameSiteMode.Strict, Secure = options.IsHttps });
    }

    private static string AccountOf(string email) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToUpperInvariant())).AsSpan(0, 16));
}
