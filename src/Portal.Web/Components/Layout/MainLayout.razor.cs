using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.Web.Components.Layout;

/// <summary>The frame of every page behind the sign-in.</summary>
public sealed partial class MainLayout
{
    private ErrorBoundary? _boundary;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    // <base href> makes a bare "#main" point to the start page.
    private string SkipTarget => $"{Navigation.Uri.Split('#')[0]}#main";

    // Another page may work: leaving a broken one forgets the failure.
    protected override void OnParametersSet() => _boundary?.Recover();

    private void Recover() => _boundary?.Recover();
}
