using Portal.Fleet.Servers;

namespace Portal.Web.Api.Boot;

/// <summary>A lock on a server's power.</summary>
/// <param name="Until">When it ends by itself; null for when somebody takes it off.</param>
/// <param name="ByAdministrator">Only administrators take it off.</param>
internal sealed record ProtectionJson(string By, DateTimeOffset At, DateTimeOffset? Until, string Reason, bool ByAdministrator)
{
    public static ProtectionJson? From(ServerProtection? view) => view is null ? null : new ProtectionJson(view.By, view.At, view.Until, view.Reason, view.ByAdministrator);
}
