using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>The console doctor beside the terminal. Whether it is open is in the URL; it looks when it opens, and again after each fix.</summary>
public sealed partial class DoctorPanel : IDisposable
{
    /// <summary>Present in the URL: the panel is open.</summary>
    public const string Query = "doctor";

    private static readonly DoctorCheck[] s_checks = Enum.GetValues<DoctorCheck>()[..^1];

    private readonly CancellationTokenSource _end = new();
    private readonly List<DoctorFinding> _findings = [];
    private ElementReference _title;
    private DoctorFinding? _probe;
    private (string Class, string Mark, string Text)? _notice;
    private string? _busy;
    private ConsoleLineState _lookedAt;
    private bool _running;
    private bool _wasOpen;
    private bool _focus;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    /// <summary>The viewer wants the host powered on: the page's own dialog asks once and shows what becomes of it.</summary>
    [Parameter]
    public EventCallback<PowerAction> OnPower { get; set; }

    /// <summary>The panel was closed: the terminal takes the focus back.</summary>
    [Parameter]
    public EventCallback OnClosed { get; set; }

    [SupplyParameterFromQuery(Name = Query)]
    public string? Open { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    private bool IsOpen => Open is not null;

    private DoctorFinding? Main => _running ? null : DoctorConclusion.Of(_findings);

    protected override async Task OnParametersSetAsync()
    {
        if (IsOpen == _wasOpen)
        {
            // What was wrong is over, by whosever doing: the old findings would mislead.
            if (IsOpen && !_running && _lookedAt != ConsoleLineState.Live && Server.Status.Console == ConsoleLineState.Live)
                await ExamineAsync();
            return;
        }

        _wasOpen = IsOpen;
        if (!IsOpen)
            return;
        _focus = true;
        _notice = null;
        await ExamineAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_focus || !IsOpen)
            return;
        _focus = false;
        await _title.FocusAsync();
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private Task ExamineAsync() => RunAsync(null, LookAsync);

    private async Task LookAsync()
    {
        _findings.Clear();
        _probe = null;
        await foreach (var finding in Handle.ExamineConsoleAsync(_end.Token))
        {
            _findings.Add(finding);
            StateHasChanged();
        }

        _lookedAt = Server.Status.Console;
    }

    private async Task FixAsync(DoctorFix fix)
    {
        if (_running)
            return;
        if (fix.Kind == DoctorFixKind.PowerOn)
        {
            await OnPower.InvokeAsync(PowerAction.On);
            return;
        }

        _notice = null;

        // The button goes with what it mends, and would take the focus with it.
        await _title.FocusAsync();
        await RunAsync(L["doctor.fixing"], async () =>
        {
            var repair = await Handle.RepairConsoleAsync(fix, _end.Token);
            _notice = repair switch
            {
                { Done: false } => ("notice-crit", "crit", L["doctor.notDone", $"{L.Sentence(repair.Problem)} {repair.Detail}"].Value),
                { Fix.Kind: DoctorFixKind.Reconnect or DoctorFixKind.HoldAlways } => ("notice-ok", "ok", L["doctor.requested"].Value),
                _ => ("notice-ok", "ok", L["doctor.done"].Value),
            };
            _busy = null;
            await LookAsync();
        });
    }

    private Task ProbeAsync(bool isBreak) => RunAsync(L["doctor.listening"], async () =>
    {
        (_notice, _probe) = (null, null);
        _probe = await Handle.ProbeConsoleAsync(isBreak, _end.Token);
    });

    private async Task RunAsync(string? busy, Func<Task> act)
    {
        if (_running)
            return;
        (_running, _busy) = (true, busy);
        StateHasChanged();
        try
        {
            await act();
        }
        catch (NotFoundException)
        {
            _notice = ("notice-warn", "warn", L["doctor.gone"]);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The page is gone.
        }
        finally
        {
            (_running, _busy) = (false, null);
        }
    }

    private async Task KeyAsync(KeyboardEventArgs e)
    {
        if (e.Key == "Escape")
            await CloseAsync();
    }

    private async Task CloseAsync()
    {
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(Query, (string?)null), replace: true);
        await OnClosed.InvokeAsync();
    }

    /// <summary>Somebody else has the line: whoever may type can take it with a reason, or take it back.</summary>
    private bool IsAboutHolder(DoctorFinding finding) =>
        Handle.Rights.HasFlag(BmcRight.ConsoleWrite)
        && finding.Saying is DoctorSaying.LineHeld or DoctorSaying.LineHeldFrom or DoctorSaying.LineHeldByUs or DoctorSaying.LineReleased;

    /// <summary>Somebody else can mend it, and the one who looks should know.</summary>
    private bool IsForAdministrators(DoctorFinding finding) => finding.Fix is null && !Handle.Rights.HasFlag(BmcRight.Administer) && finding.Saying
        is DoctorSaying.SolOff or DoctorSaying.SolOnButRefused or DoctorSaying.PayloadForbidden or DoctorSaying.SolPrivilegeAbove or DoctorSaying.PolicyOff or DoctorSaying.RateKernel;

    /// <summary>Everything found, for a ticket or a colleague.</summary>
    private string AsText()
    {
        var text = new StringBuilder().Append(Server.Name).Append(" · ").AppendLine(Visit.Moment(Visit.Now));
        foreach (var finding in _probe is null ? _findings : _findings.Prepend(_probe))
            text.Append('[').Append(L.Look(finding.Verdict).Word).Append("] ").Append(L.Name(finding.Check)).Append(": ").AppendLine(L.Say(finding, Visit.Now));
        return text.ToString();
    }
}
