using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access.Granting;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Access;

/// <summary>What is done for a person who lost their second factors.</summary>
public sealed partial class PersonPanel
{
    private ModalDialog? _dialog;
    private string? _message;
    private bool _asking;
    private bool _done;

    [Parameter, EditorRequired]
    public required PersonView Person { get; set; }

    [Inject]
    public required PeopleBook People { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

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
