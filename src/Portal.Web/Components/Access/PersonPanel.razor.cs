using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access.Granting;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Access;

/// <summary>What is done for a person who lost their second factors, and with one who is not to come back.</summary>
public sealed partial class PersonPanel
{
    private ModalDialog? _dialog;
    private string? _message;
    private string _typed = "";
    private bool _asking;
    private bool _removing;
    private bool _done;

    [Parameter, EditorRequired]
    public required PersonView Person { get; set; }

    [Inject]
    public required PeopleBook People { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private async Task RemoveAsync()
    {
        if (_typed != Person.Name)
            return;
        var removed = false;
        _done = false;
        _message = await L.TryAsync(Visit, Prompt, async caller =>
        {
            await People.RemoveAsync(caller, Person.Id, CancellationToken.None);
            removed = true;
        });
        if ((removed || _message is not null) && _dialog is not null)
            await _dialog.CloseAsync();
        if (removed)
            Navigation.NavigateTo("/people");
    }

    private async Task ForgetAsync()
    {
        _done = false;
        _message = await L.TryAsync(Visit, Prompt, async caller =>
        {
            await People.ForgetFactorsAsync(caller, Person.Id, CancellationToken.None);
            _done = true;
        });
        if ((_done || _message is not null) && _dialog is not null)
            await _dialog.CloseAsync();
    }
}
