using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Tenants;

/// <summary>Gives a server to a tenant, or back: says first whom and what that touches, then starts it and goes to its checklist.</summary>
public sealed partial class HandOverDialog
{
    private const string Provider = "-";
    private const int MostNamed = 8;

    private ModalDialog? _dialog;
    private IReadOnlyList<TenantView> _tenants = [];
    private IReadOnlyList<ServerView> _servers = [];
    private ServerView? _server;
    private HandOverPreview? _preview;
    private string? _to;
    private string _typed = "";
    private string? _message;
    private bool _busy;

    /// <summary>The server; null lets the viewer choose one.</summary>
    [Parameter]
    public ServerView? Server { get; set; }

    /// <summary>Name of the new tenant; null lets the viewer choose.</summary>
    [Parameter]
    public string? Tenant { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required TenantDirectory Tenants { get; init; }

    [Inject]
    public required HandOverDesk HandOvers { get; init; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool IsChosen => _server is not null && (Tenant is not null || _to is not null);

    /// <summary>Name of the new tenant as it was chosen; null for the provider.</summary>
    private string? Target => Tenant ?? _tenants.FirstOrDefault(tenant => tenant.Id.ToString("N") == _to)?.Name;

    protected override async Task OnInitializedAsync()
    {
        _server = Server;
        var caller = await Visit.GetCallerAsync();
        try
        {
            if (Tenant is null)
                _tenants = await Tenants.ListAsync(caller, CancellationToken.None);
            if (Server is null)
            {
                _servers = [.. (await Access.ListAsync(caller, CancellationToken.None))
                    .Where(server => server.Rights.HasFlag(BmcRight.Administer | BmcRight.ManageTenants) && server.Tenant != Tenant)];
            }
        }
        catch (NotFoundException)
        {
            _message = L["access.gone"];
        }
    }

    private static bool IsHot(HandOverPreview preview) => !preview.IsOnline || preview.Running is not null;

    private string Names(IReadOnlyList<string> names) => names.Count switch
    {
        0 => L["power.nobody"],
        > MostNamed => L["handover.preview.more", string.Join(", ", names.Take(MostNamed)), names.Count - MostNamed],
        _ => string.Join(", ", names),
    };

    private Task ChooseServerAsync(ChangeEventArgs e)
    {
        _server = _servers.FirstOrDefault(server => server.Id.ToString() == e.Value as string);
        return PreviewAsync();
    }

    private Task ChooseTenantAsync(ChangeEventArgs e)
    {
        _to = e.Value is string { Length: > 0 } chosen ? chosen : null;
        return PreviewAsync();
    }

    private Task PreviewAsync()
    {
        (_preview, _typed) = (null, "");
        return !IsChosen ? Task.CompletedTask : TryAsync(async caller => _preview = await HandOvers.PreviewAsync(caller, _server!.Id, Target, CancellationToken.None));
    }

    private async Task GoAsync()
    {
        if (_busy || _preview is not { } preview || _typed != preview.ServerName)
            return;
        _busy = true;
        await TryAsync(async caller =>
        {
            var handOver = await HandOvers.StartAsync(caller, _server!.Id, preview.To, CancellationToken.None);
            await _dialog!.CloseAsync();
            Navigation.NavigateTo($"/handovers/{handOver.Id:N}");
        });
        _busy = false;
    }

    private async Task TryAsync(Func<Caller, Task> act)
    {
        _message = null;
        try
        {
            await Prompt.RunAsync(async () => await act(await Visit.GetCallerAsync()));
        }
        catch (InvalidServerException invalid)
        {
            _message = L[$"field.{invalid.Code}"];
        }
        catch (NotFoundException)
        {
            _message = L["access.gone"];
        }
    }
}
