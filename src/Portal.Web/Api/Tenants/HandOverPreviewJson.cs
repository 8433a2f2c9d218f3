using Portal.Fleet.Power;
using Portal.Fleet.Tenants.HandOvers;

namespace Portal.Web.Api.Tenants;

/// <summary>What a hand-over would do.</summary>
/// <param name="From">The present tenant; null for the provider.</param>
/// <param name="To">The new one; null for the provider.</param>
/// <param name="AddsTenant">There is no such tenant yet: it would be added.</param>
/// <param name="Viewers">Who has the console open and would be cut off.</param>
/// <param name="Losing">Who sees the server and would not any more.</param>
/// <param name="Gaining">Who would see it then.</param>
/// <param name="GrantsEnding">Grants on this very server that would end.</param>
/// <param name="ConsoleBytes">How much of the console the new tenant would not see.</param>
/// <param name="HasBaseline">It is known which accounts belong on the BMC; else somebody is asked.</param>
/// <param name="CanRotate">The portal can give the BMC a new password.</param>
internal sealed record HandOverPreviewJson(
    string Server, string? From, string? To, bool AddsTenant, bool ToIsSuspended, IReadOnlyList<string> Viewers, string? Driver, IReadOnlyList<string> Losing, IReadOnlyList<string> Gaining,
    int GrantsEnding, int ObserverLinksEnding, long ConsoleBytes, int Alerts, int Operations, bool HasNotes, PowerAction? RunningOperation, bool IsOnline, bool HasBaseline, bool CanRotate)
{
    public static HandOverPreviewJson Of(HandOverPreview preview) => new(
        preview.ServerName, preview.From, preview.To, preview.AddsTenant, preview.IsSuspended, preview.Viewers, preview.Driver, preview.Losing, preview.Gaining, preview.GrantsEnding,
        preview.LinksEnding, preview.ConsoleBytes, preview.Alerts, preview.Operations, preview.HasNotes, preview.Running, preview.IsOnline, preview.HasBaseline, preview.CanRotate);
}
