using System.Globalization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using Portal.Fleet.Access;
using Portal.Fleet.Links;
using Portal.Web.Identity;

namespace Portal.Web.Components.Viewing;

/// <summary>One person's visit: who looks, from where, and in which time zone. Lives as long as the circuit.</summary>
public sealed class Visit(AuthenticationStateProvider authentication, TimeProvider time, IOptions<PollingOptions> polling)
{
    private string? _remoteAddress;

    /// <summary>The viewer's time zone; UTC until the browser has told.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Consoles open as plain text, unless the address says otherwise.</summary>
    public bool PrefersText { get; set; }

    /// <summary>Which keys open the portal's menu over a terminal.</summary>
    public string Chord { get; set; } = ConsoleChord.Usual;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>An older figure is not shown as if it were fresh: two polls were missed, each as late as chance allows.</summary>
    public TimeSpan StaleAfter { get; } = TimeSpan.FromSeconds((polling.Value.PowerSeconds * 1.2 * 2) + 5);

    public bool IsStale(DateTimeOffset at) => Now - at > StaleAfter;

    /// <summary>Takes over what the first request knew.</summary>
    public void Begin(string? zone, string? remoteAddress)
    {
        _remoteAddress = remoteAddress;
        if (zone is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            Zone = found;
    }

    /// <summary>The signed-in viewer as a caller; null when nobody is signed in any more.</summary>
    public async Task<Caller?> FindCallerAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return state.User.Identity is { IsAuthenticated: true } ? state.User.ToCaller("page", _remoteAddress) : null;
    }

    /// <summary>The signed-in viewer as a caller.</summary>
    /// <exception cref="NotFoundException">Nobody is signed in any more.</exception>
    public async Task<Caller> GetCallerAsync() => await FindCallerAsync() ?? throw new NotFoundException();

    /// <summary>A time of day in the viewer's zone, with the date in front when it was on another day.</summary>
    public string Clock(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var today = TimeZoneInfo.ConvertTime(Now, Zone).Date;
        return local.Date == today ? local.ToString("HH:mm:ss", CultureInfo.CurrentCulture) : $"{Day(local)} {local.ToString("HH:mm", CultureInfo.CurrentCulture)}";
    }

    /// <summary>The whole story of a moment, for a title: the viewer's zone and UTC.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var utc = $"{at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
        return Zone.BaseUtcOffset == TimeSpan.Zero && !Zone.SupportsDaylightSavingTime
            ? utc
            : $"{local.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)} · {utc}";
    }

    private static string Day(DateTimeOffset local) => local.ToString(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "M月d日" : "d MMM", CultureInfo.CurrentCulture);
}
