using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Access;

/// <summary>Gives somebody a role over servers, or denies it.</summary>
public sealed partial class GrantDialog
{
    // A working day, tomorrow, a week; no end.
    private static readonly (int Hours, string Key)[] s_quick = [(8, "grants.quick.hours"), (24, "grants.quick.tomorrow"), (168, "grants.quick.week"), (0, "grants.quick.noEnd")];

    private ModalDialog? _dialog;
    private IReadOnlyList<RoleView> _roles = [];
    private IReadOnlyList<ServerView> _servers = [];
    private AccessRefusedException? _refused;
    private string? _message;

    [Parameter, EditorRequired]
    public required GrantForm Form { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<PersonView> People { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required GrantBook Grants { get; init; }

    [Inject]
    public required RoleBook Roles { get; init; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    private IEnumerable<string> Values => (Form.ScopeKind switch
    {
        ScopeKind.Server => _servers.Select(server => server.Name),
        ScopeKind.Tenant => _servers.Select(server => server.Tenant).Concat(People.Select(person => person.Tenant)),
        ScopeKind.Tag => _servers.SelectMany(server => server.Tags),
        _ => [],
    }).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Take(500);

    protected override async Task OnInitializedAsync()
    {
        var caller = await Visit.GetCallerAsync();
        _roles = await Roles.ListAsync(caller, CancellationToken.None);
        _servers = await Access.ListAsync(caller, CancellationToken.None);
    }

    private string? Wrong(string field) => _refused?.Field == field ? "true" : null;

    private async Task SaveAsync()
    {
        (_refused, _message) = (null, null);
        try
        {
            if (await Prompt.RunAsync(async () => await Grants.GiveAsync(await Visit.GetCallerAsync(), Form.ToGrant(Visit), CancellationToken.None)))
                await _dialog!.CloseAsync();
        }
        catch (AccessRefusedException refused)
        {
            (_refused, _message) = (refused, L.Refusal(refused));
        }
        catch (NotFoundException)
        {
            _message = L["access.gone"];
        }
        catch (InvalidServerException invalid)
        {
            _message = invalid.Message;
        }
    }
}
