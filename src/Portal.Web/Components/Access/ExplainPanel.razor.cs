using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Explaining;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Access;

/// <summary>Why a person can, or cannot, do something with a server: the verdict and every rule that led to it. Asked again when rights change.</summary>
public sealed partial class ExplainPanel : IDisposable
{
    private IReadOnlyList<string> _servers = [];
    private Explanation? _answer;
    private (string Person, string Server) _asked;
    private string? _user;
    private string _server = "";
    private BmcRight _right = BmcRight.View;
    private bool _unknown;
    private bool _gone;
    private string? _given;

    /// <summary>People that may be asked about.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<(string Id, string Name)> People { get; set; }

    /// <summary>Who is chosen at first.</summary>
    [Parameter]
    public string? UserId { get; set; }

    /// <summary>The one server that is asked about; null where it is chosen.</summary>
    [Parameter]
    public ServerView? Server { get; set; }

    [Inject]
    public required ExplainBook Book { get; init; }

    [Inject]
    public required GrantBook Grants { get; init; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    protected override async Task OnInitializedAsync()
    {
        Grants.Changed += OnChanged;
        if (Server is null)
            _servers = [.. (await Access.ListAsync(await Visit.GetCallerAsync(), CancellationToken.None)).Select(server => server.Name).Take(500)];
    }

    protected override void OnParametersSet()
    {
        if (_given == UserId && People.Any(person => person.Id == _user))
            return;
        _given = UserId;
        _user = UserId ?? (People.Count == 0 ? null : People[0].Id);
    }

    public void Dispose()
    {
        _gone = true;
        Grants.Changed -= OnChanged;
    }

    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        if (_gone || _answer is null)
            return;
        await AskAsync();
        StateHasChanged();
    });

    private async Task AskAsync()
    {
        var server = Server?.Id.ToString() ?? _server;
        try
        {
            _answer = await Book.ExplainAsync(await Visit.GetCallerAsync(), _user ?? "", server, _right, CancellationToken.None);
            _asked = (People.FirstOrDefault(person => person.Id == _user).Name ?? "", Server?.Name ?? _server.Trim());
            _unknown = false;
        }
        catch (NotFoundException)
        {
            (_answer, _unknown) = (null, true);
        }
    }
}
