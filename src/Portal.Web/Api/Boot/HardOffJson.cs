using Portal.Fleet.Power;

namespace Portal.Web.Api.Boot;

/// <summary>A power-off that waits for a shutdown.</summary>
/// <param name="State"><c>counting</c>, or <c>asking</c>: its time came, it was not carried out, and a person decides.</param>
internal sealed record HardOffJson(HardOffState State, DateTimeOffset ArmedAt, DateTimeOffset DueAt, string User)
{
    public static HardOffJson? From(HardOffView? view) => view is null ? null : new HardOffJson(view.State, view.ArmedAt, view.DueAt, view.UserName);
}
