using Microsoft.AspNetCore.Components;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Web.Components.Access;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Tenants;

/// <summary>Asks before a tenant is renamed, suspended or removed. The last two are typed to be confirmed.</summary>
public sealed partial class TenantDialog
{
    private ModalDialog? _dialog;
    private string _text = "";
    private string _typed = "";
    private string? _message;
    private bool _busy;

    [Parameter, EditorRequired]
    public required TenantView Tenant { get; set; }

    [Parameter, EditorRequired]
    public required TenantVerb Verb { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required TenantDirectory Tenants { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool MayGo => !_busy && Verb switch
    {
        TenantVerb.Rename => _text.Trim().Length > 0 && _text.Trim() != Tenant.Name,
        TenantVerb.Suspend => _text.Trim().Length > 0 && _typed == Tenant.Name,
        _ => _typed == Tenant.Name,
    };

    protected override void OnInitialized() => _text = Verb == TenantVerb.Rename ? Tenant.Name : "";

    private async Task GoAsync()
    {
        if (!MayGo)
            return;
        (_busy, _message) = (true, null);
        try
        {
            _message = await L.TryAsync(Visit, Prompt, async caller =>
            {
                await (Verb switch
                {
                    TenantVerb.Rename => Tenants.RenameAsync(caller, Tenant.Id, _text, CancellationToken.None),
                    TenantVerb.Suspend => Tenants.SuspendAsync(caller, Tenant.Id, _text, CancellationToken.None),
                    _ => Tenants.DeleteAsync(caller, Tenant.Id, CancellationToken.None),
                });
                await _dialog!.CloseAsync();
                if (Verb == TenantVerb.Delete)
                    Navigation.NavigateTo("/tenants");
            });
        }
        catch (InvalidServerException invalid)
        {
            _message = L[$"tenants.error.{invalid.Code}"];
        }
        finally
        {
            _busy = false;
        }
    }
}
