using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Observing;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;
using Portal.Web.Hubs;

namespace Portal.Web.Components.Access;

/// <summary>Links by which somebody without an account watches this console: made, counted, revoked.</summary>
public sealed partial class ObserverLinksPanel : IDisposable
{
    private static readonly (int Minutes, string Key)[] s_times = [(15, "links.time.quarter"), (60, "links.time.hour"), (240, "links.time.hours"), (1440, "links.time.day"), (4320, "links.time.days")];

    private IReadOnlyList<ObserverLinkView>? _links;
    private string _label = "";
    private int _minutes = 60;
    private string? _address;
    private string? _message;
    private bool _gone;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Inject]
    public required ObserverLinks Links { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override async Task OnInitializedAsync()
    {
        Links.Changed += OnChanged;
        await ReadAsync();
    }

    public void Dispose()
    {
        _gone = true;
        Links.Changed -= OnChanged;
    }

    private void OnChanged(BmcId server)
    {
        if (server == Server.Id)
            _ = InvokeAsync(ReadAndShowAsync);
    }

    private async Task ReadAndShowAsync()
    {
        if (_gone)
            return;
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        try
        {
            _links = await Links.ListAsync(await Visit.GetCallerAsync(), Server.Id, CancellationToken.None);
        }
        catch (NotFoundException)
        {
            _links = null;
        }
    }

    private StateWord StateOf(ObserverLinkView link) => link.RevokedAt is not null ? new StateWord("off", "skip", L["links.revoked"])
        : !link.IsOpenAt(Visit.Now) ? new StateWord("off", "skip", L["grants.ended"])
        : link.Watching > 0 ? new StateWord("live", "live", L["links.watching", $"{link.Watching:N0}"])
        : new StateWord("ok", "on", L["links.open"]);

    private string Details(ObserverLinkView link) => string.Join(" · ", new[]
    {
        link.RevokedAt is null ? L.Times(Visit, null, link.EndsAt) : L["links.revokedBy", link.RevokedBy ?? "", Visit.Clock(link.RevokedAt.Value)].Value,
        L["grants.by", link.CreatedBy, Visit.Clock(link.CreatedAt)].Value,
        link.LastUsedAt is { } used ? L["links.used", $"{link.Uses:N0}", Visit.Clock(used), link.LastUsedFrom ?? "?"].Value : L["links.unused"].Value,
    }.OfType<string>());

    private Task CreateAsync() => TryAsync(async caller =>
    {
        var (_, secret) = await Links.CreateAsync(caller, Server.Id, _label, TimeSpan.FromMinutes(_minutes), CancellationToken.None);
        _address = Navigation.BaseUri.TrimEnd('/') + ObserveHub.PageOf(secret);
        _label = "";
    });

    private Task RevokeAsync(ObserverLinkView link) => TryAsync(async caller =>
    {
        await Links.RevokeAsync(caller, Server.Id, link.Id, CancellationToken.None);
        _address = null;
    });

    private async Task TryAsync(Func<Caller, Task> act)
    {
        _message = null;
        _message = await L.TryAsync(Visit, Prompt, act);
        await ReadAsync();
    }
}
