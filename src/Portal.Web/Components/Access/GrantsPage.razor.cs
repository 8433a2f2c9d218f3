using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Access;

/// <summary>Who was given and denied what, and why somebody can or cannot.</summary>
public sealed partial class GrantsPage
{
    private List<GrantView>? _grants;
    private IReadOnlyList<PersonView>? _people;
    private IReadOnlyList<(string Id, string Name)> _choices = [];
    private GrantForm? _form;
    private string? _refusal;
    private string? _read;
    private bool _manages;

    /// <summary>Id of one person; without it everybody's are shown.</summary>
    [SupplyParameterFromQuery(Name = "user")]
    public string? User { get; set; }

    [Inject]
    public required GrantBook Grants { get; init; }

    [Inject]
    public required PeopleBook People { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private PersonView? Person => _people?.FirstOrDefault(person => person.Id == User);

    protected override void OnInitialized()
    {
        Trail.Lay("/people", new Crumb(L["people.title"], "/people"), new Crumb(L["grants.title"]));
        Hear(() => Grants.Changed += Refresh, () => Grants.Changed -= Refresh);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (User ?? ""))
            return;
        _read = User ?? "";
        await RefreshAsync();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var caller = await Visit.GetCallerAsync();
        List<GrantView> grants = [.. await Grants.ListAsync(caller, User, ct)];
        _manages = await Grants.MayManageAsync(caller, ct);
        _people = await People.ListAsync(caller, ct);
        _choices = [.. _people.Select(person => (person.Id, person.Name))];
        _grants = grants;
    }

    private StateWord StateOf(GrantView grant) => grant.HasEndedAt(Visit.Now) ? new StateWord("off", "skip", L["grants.ended"])
        : !grant.IsActiveAt(Visit.Now) ? new StateWord("unk", "wait", L["grants.waits"])
        : grant.Denies ? new StateWord("crit", "crit", L["grants.denies"])
        : new StateWord("ok", "ok", L["grants.gives"]);

    private string Details(GrantView grant) => string.Join(" · ", new[]
    {
        L.Times(Visit, grant.StartsAt, grant.EndsAt), grant.Reason, grant.GivenBy is { } by ? L["grants.by", by, Visit.Clock(grant.CreatedAt)].Value : null,
    }.OfType<string>().DefaultIfEmpty(L["grants.always"].Value));

    private async Task TakeAsync(GrantView grant)
    {
        _refusal = null;
        try
        {
            await Prompt.RunAsync(async () => await Grants.TakeAsync(await Visit.GetCallerAsync(), grant.Id, CancellationToken.None));
        }
        catch (AccessRefusedException refused)
        {
            _refusal = L.Refusal(refused);
        }
        catch (NotFoundException)
        {
            // Somebody else was faster.
        }

        await RefreshAsync();
    }
}
