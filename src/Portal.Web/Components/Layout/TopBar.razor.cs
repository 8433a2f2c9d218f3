using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Layout;

/// <summary>Where one is, whether the page is connected, what time it is; language, theme, help.</summary>
public sealed partial class TopBar : IDisposable
{
    // Each language is named in itself.
    private static readonly (string Culture, string Name)[] s_languages = [("en", "English"), ("zh-CN", "简体中文")];

    private string _openedAt = "";
    private bool _help;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    private string ReturnUrl => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    protected override void OnInitialized()
    {
        // The browser ticks it on (ages.ts).
        _openedAt = Visit.Clock(Visit.Now);
        Trail.Changed += OnChanged;
        Navigation.LocationChanged += OnLocationChanged;
    }

    public void Dispose()
    {
        Trail.Changed -= OnChanged;
        Navigation.LocationChanged -= OnLocationChanged;
    }

    private static bool IsCurrent(string culture) => CultureInfo.CurrentUICulture.Name == culture;

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => OnChanged();
}
