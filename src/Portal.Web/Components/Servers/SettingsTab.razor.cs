using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>What administrators change: what is said of the server, how its BMC is reached, and whether it is here at all.</summary>
public sealed partial class SettingsTab
{
    private readonly ServerForm _about = new();
    private readonly ServerForm _access = new();
    private ModalDialog? _dialog;
    private string _typed = "";
    private bool _deleting;
    private bool _busy;
    private bool _saved;
    private bool _replaced;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    protected override void OnInitialized()
    {
        (_about.Name, _about.Site, _about.Rack, _about.Notes) = (Server.Name, Server.Site ?? "", Server.Rack ?? "", Server.Notes ?? "");
        _about.Tags = string.Join(' ', Server.Tags);
        _access.UserName = Server.BmcUserName ?? "";
        var endPoint = Server.BmcEndPoint ?? "";
        var colon = endPoint.LastIndexOf(':');
        (_access.Address, _access.Port) = colon > 0 ? (endPoint[..colon].Trim('[', ']'), endPoint[(colon + 1)..]) : (endPoint, "623");
    }

    private Task SaveAsync()
    {
        _saved = false;
        return ChangeAsync(_about, new ServerChange
        {
            Name = _about.Name.Trim(),
            Site = _about.Site.Trim(),
            Rack = _about.Rack.Trim(),
            Notes = _about.Notes.Trim(),
            Tags = _about.TagList,
        }, () => _saved = true);
    }

    private async Task ReplaceAsync()
    {
        _replaced = false;
        _access.Clear();
        if (!_access.TryReadPort(L, out var port))
            return;
        await ChangeAsync(_access, new ServerChange
        {
            Address = _access.Address.Trim(),
            Port = port,
            UserName = _access.UserName,
            Password = _access.Password.Length > 0 ? ServerForm.Secret(_access.Password) : null,
        }, () => _replaced = true);
        _access.Password = "";
    }

    private async Task ChangeAsync(ServerForm form, ServerChange change, Action done)
    {
        form.Clear();
        _busy = true;
        try
        {
            if (!await Prompt.RunAsync(() => Handle.ChangeAsync(change, CancellationToken.None)))
                return;
            done();
            await OnChanged.InvokeAsync();
        }
        catch (InvalidServerException refusal)
        {
            form.Refuse(L, refusal);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task DeleteAsync()
    {
        if (_busy || _typed != Server.Name)
            return;
        _busy = true;
        await Handle.DeleteAsync(CancellationToken.None);
        Navigation.NavigateTo("/");
    }
}
