using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Power.Bulk;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Operations;

/// <summary>A bulk operation, live. Only certain failures are tried again; what may have been executed waits for somebody to say so.</summary>
public sealed partial class BulkProgress
{
    private readonly string _key = Guid.NewGuid().ToString("N");
    private BulkId _read;
    private BulkView? _bulk;
    private List<BulkTargetView> _targets = [];
    private string? _failure;
    private bool _unsure;
    private bool _asking;

    [Parameter, EditorRequired]
    public required BulkId Id { get; set; }

    /// <summary>The failures are tried again as this one.</summary>
    [Parameter]
    public EventCallback<BulkId> OnFollow { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    private int Again => _bulk is null ? 0 : _bulk.Failed + (_unsure ? _bulk.Unsure : 0);

    protected override void OnInitialized() => Hear(() => Access.BulkChanged += Refresh, () => Access.BulkChanged -= Refresh);

    protected override async Task OnParametersSetAsync()
    {
        if (_read == Id)
            return;
        (_read, _failure, _unsure) = (Id, null, false);
        await RefreshAsync();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        _bulk = await Access.GetBulkAsync(await Visit.GetCallerAsync(), Id, ct);

        // What wants somebody comes first, then what goes on.
        _targets = [.. _bulk.Targets.OrderBy(target => RankOf(target.State)).ThenBy(target => target.Position)];
    }

    private static int RankOf(BulkTargetState state) => state switch
    {
        BulkTargetState.Failed => 0,
        BulkTargetState.Unknown => 1,
        BulkTargetState.NotReached => 2,
        BulkTargetState.Running => 3,
        BulkTargetState.NotBegun => 4,
        BulkTargetState.Waiting => 5,
        _ => 6,
    };

    private IEnumerable<(BulkTargetState State, int Count)> Counts() =>
        _targets.GroupBy(target => target.State).OrderBy(group => RankOf(group.Key)).Select(group => (group.Key, group.Count()));

    private IEnumerable<(string Class, string From, string Width)> Segments()
    {
        var from = 0.0;
        foreach (var (css, states) in s_segments)
        {
            var width = 300.0 * _targets.Count(target => states.Contains(target.State)) / Math.Max(1, _targets.Count);
            yield return (css, Number(from), Number(width));
            from += width;
        }

        static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
    }

    private static readonly (string Class, BulkTargetState[] States)[] s_segments =
    [
        ("fill-ok", [BulkTargetState.Confirmed]), ("fill-warn", [BulkTargetState.NotReached]), ("fill-unk", [BulkTargetState.Unknown]), ("fill-crit", [BulkTargetState.Failed]),
    ];

    private Task StopAsync() => TryAsync(async () => _bulk = await Access.StopBulkAsync(await Visit.GetCallerAsync(), Id, CancellationToken.None));

    private Task RetryAsync() => TryAsync(async () =>
    {
        var next = await Access.RetryBulkAsync(await Visit.GetCallerAsync(), Id, _unsure, $"{_key}-{Id}", CancellationToken.None);
        await OnFollow.InvokeAsync(next.Id);
    });

    private async Task TryAsync(Func<Task> act)
    {
        if (_asking)
            return;
        (_asking, _failure) = (true, null);
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
            _failure = L["access.gone"];
        }
        finally
        {
            _asking = false;
        }
    }
}
