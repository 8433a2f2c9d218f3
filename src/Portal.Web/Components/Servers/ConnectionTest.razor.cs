using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Web.Components.Servers;

/// <summary>Logs in to the BMC once and shows each step as it ends.</summary>
public sealed partial class ConnectionTest : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<TestStep> _steps = [];
    private bool _running;

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    /// <summary>Somebody else asks for the test.</summary>
    [Parameter]
    public bool Start { get; set; }

    [Parameter]
    public EventCallback OnStarted { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (!Start || _running)
            return;
        var test = RunAsync();
        await OnStarted.InvokeAsync();
        await test;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private static (string Class, string Mark) Look(TestVerdict verdict) => verdict switch
    {
        TestVerdict.Passed => ("step-ok", "ok"),
        TestVerdict.Noted => ("step-note", "unk"),
        TestVerdict.Failed => ("step-fail", "crit"),
        _ => ("step-skip", "skip"),
    };

    private async Task RunAsync()
    {
        if (_running)
            return;
        _running = true;
        _steps.Clear();
        try
        {
            await foreach (var step in Handle.TestAsync(_end.Token))
            {
                _steps.Add(step);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The page is gone.
        }
        finally
        {
            _running = false;
        }
    }
}
