using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;
using Portal.Fleet.Servers;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Operations;

/// <summary>One power verb for many servers: shows what it touches, asks once (and for the number, where it is many), then shows what becomes of each.</summary>
public sealed partial class BulkDialog
{
    private const int MostNamed = 6;

    private readonly string _key = Guid.NewGuid().ToString("N");
    private ModalDialog? _dialog;
    private BulkPreview? _preview;
    private BulkId? _started;
    private int _startedCount;
    private string _reason = "";
    private string _typed = "";
    private string? _failure;
    private int _size = BulkLimits.MostAtOnce;
    private int _delay;
    private bool _asking;

    [Parameter, EditorRequired]
    public required PowerAction Action { get; set; }

    /// <summary>The selected ones.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<BmcId> Servers { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    private bool MustType => _preview?.Servers.Count > BulkLimits.UnconfirmedServers;

    private bool MayStart => !_asking && _preview is { Servers.Count: > 0 } preview && (!MustType || _typed.Trim() == preview.Servers.Count.ToString(CultureInfo.InvariantCulture));

    protected override async Task OnInitializedAsync() => await TryAsync(async () =>
        _preview = await Access.PreviewBulkAsync(await Visit.GetCallerAsync(), new BulkRequest(Action) { Servers = Servers }, CancellationToken.None));

    private string NamesOf(BulkPreview preview)
    {
        var names = string.Join(", ", preview.Servers.Take(MostNamed).Select(server => server.Name));
        return preview.Servers.Count > MostNamed ? $"{names} {L["bulk.more", (preview.Servers.Count - MostNamed).ToString("N0", CultureInfo.CurrentCulture)]}" : names;
    }

    private async Task StartAsync()
    {
        // The button is no guard: whoever sends the form by hand is asked the same.
        if (!MayStart || _preview is not { } preview)
            return;
        _asking = true;
        await TryAsync(async () =>
        {
            // The key makes a double click, or a click repeated over a bad line, one operation; of what was shown, neither more nor fewer.
            var bulk = await Access.StartBulkAsync(
                await Visit.GetCallerAsync(),
                new BulkRequest(Action) { Servers = [.. preview.Servers.Select(server => server.Id)], Reason = _reason, BatchSize = _size, DelaySeconds = _delay, Expected = preview.Servers.Count, IdempotencyKey = _key },
                CancellationToken.None);
            (_started, _startedCount) = (bulk.Id, bulk.Targets.Count);
        });
        _asking = false;
    }

    private async Task TryAsync(Func<Task> act)
    {
        _failure = null;
        try
        {
            await act();
        }
        catch (BulkRefusedException refused)
        {
            _failure = L.Refusal(refused);
        }
        catch (AuditUnavailableException)
        {
            _failure = L["audit.unavailable.what"];
        }
        catch (NotFoundException)
        {
            _failure = L["bulk.changed"];
        }
    }

    private async Task CloseAsync()
    {
        if (_dialog is not null)
            await _dialog.CloseAsync();
    }
}
