using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Routing;

namespace Portal.Web.Components;

public sealed partial class App
{
    private static readonly InteractiveServerRenderMode s_interactive = new(prerender: false);

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    // Pages marked [ExcludeFromInteractiveRouting] (sign-in, set-up) are static: nobody gets a circuit before signing in.
    private IComponentRenderMode? PageRenderMode => HttpContext.AcceptsInteractiveRouting() ? s_interactive : null;
}
