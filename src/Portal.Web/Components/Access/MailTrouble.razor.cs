using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Web.Components.Viewing;
using Portal.Web.Mail;

namespace Portal.Web.Components.Access;

/// <summary>Says that mails wait, and why, to whoever administers the portal.</summary>
public sealed partial class MailTrouble
{
    private MailState? _state;

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    private MailQueue Mails { get; init; } = null!;

    private string Word => MailProblem.Words.Contains(_state?.Problem) ? _state!.Problem : "failed";

    protected override async Task OnInitializedAsync()
    {
        if (await Visit.FindCallerAsync() is { } caller && await Access.IsAdministratorAsync(caller, CancellationToken.None))
            _state = await Mails.GetStateAsync(CancellationToken.None);
    }
}
