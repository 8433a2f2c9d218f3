using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.Web.Components;

public sealed partial class App
{
    private static readonly InteractiveServerRenderMode s_interactive = new(prerender: false);

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private static IReadOnlyList<string> Sheets { get; } = ["tokens", "base", "controls", "marks", "shell", "fleet", "fleet-work", "server", "console", "replay", "transcript", "doctor", "wall", "dialog", "search", "audit", "access", "credentials", "tenants", "observe", "account", "readings", "boot", "bmc", "inventory", "overview"];

    // Pages marked [ExcludeFromInteractiveRouting] (sign-in, set-up) are static: nobody gets a circuit before signing in.
    private IComponentRenderMode? PageRenderMode => HttpContext.AcceptsInteractiveRouting() ? s_interactive : null;
}
