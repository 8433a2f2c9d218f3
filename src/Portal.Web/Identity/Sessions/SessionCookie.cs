namespace Portal.Web.Identity.Sessions;

/// <summary>The cookie that names a session. It ends with the browser; what it may do is in the session's row.</summary>
internal sealed class SessionCookie(PortalOptions options)
{
    // Base64url of 256 bits.
    private const int Length = 43;

    public string Name { get; } = options.IsHttps ? "__Host-pilotlight" : "pilotlight";

    /// <summary>The reference that the browser sent; null when there is none that could be one.</summary>
    public string? Read(HttpRequest request) => request.Cookies[Name] is { Length: Length } key ? key : null;

    public void Write(HttpResponse response, string key) => response.Cookies.Append(Name, key, Make());

    public void Delete(HttpResponse response) => response.Cookies.Delete(Name, Make());

    private CookieOptions Make() => new() { HttpOnly = true, IsEssential = true, Path = "/", SameSite = SameSiteMode.Strict, Secure = options.IsHttps };
}
