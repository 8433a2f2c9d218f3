using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Boot;

/// <summary>While a host shuts down: that it does, whether its console still prints, and the countdown to a hard power-off that a person chose, with its cancel.</summary>
public sealed partial class HardOffStrip
{
    private static readonly TimeSpan s_recent = TimeSpan.FromSeconds(10);

    private string? _refusal;
    private bool _busy;
    private bool _cutting;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    private bool IsShuttingDown => Server.Status.Operation is { Action: PowerAction.Soft, Ended: false };

    private bool MayCut => Server.Rights.HasFlag(BmcRight.PowerHard);

    private bool IsPrinting(DateTimeOffset last) => Visit.Now - last < s_recent;

    private string Left(DateTimeOffset due)
    {
        var left = due > Visit.Now ? due - Visit.Now : TimeSpan.Zero;
        return string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalMinutes}:{left.Seconds:00}");
    }

    private Task CancelAsync() => DoAsync(BmcRight.PowerSoft, handle => handle.CancelHardOffAsync(CancellationToken.None));

    private Task ArmAsync(int minutes) => DoAsync(BmcRight.PowerHard, handle => handle.ArmHardOffAsync(TimeSpan.FromMinutes(minutes), CancellationToken.None));

    private async Task DoAsync(BmcRight right, Func<BmcHandle, Task> act)
    {
        if (_busy)
            return;
        _busy = true;
        _refusal = await L.TryAsync(async () => await act(await Access.OpenAsync(await Visit.GetCallerAsync(), Server.Id, right, CancellationToken.None)));
        _busy = false;
    }
}
