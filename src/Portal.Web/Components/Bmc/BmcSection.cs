using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Bmc;

/// <summary>A part of a BMC's settings: read when it opens and when somebody asks, changed one thing at a time, with its refusal in words.</summary>
public abstract class BmcSection : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private bool _gone;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required IStringLocalizer<Text> Words { get; init; }

    /// <summary>Something is on its way to the BMC.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Why the last reading or change was not done.</summary>
    protected string? Refusal { get; private set; }

    /// <summary>What the last change did.</summary>
    protected string? Said { get; private set; }

    protected CancellationToken Ended => _end.Token;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _gone = true;
        _end.Cancel();
        _end.Dispose();
    }

    /// <summary>Reads the part from the BMC.</summary>
    protected abstract Task ReadAsync();

    protected override Task OnInitializedAsync() => ReloadAsync();

    protected Task ReloadAsync() => TryAsync(async () =>
    {
        await ReadAsync();
        return null;
    });

    /// <summary>Changes something, after the person proved who they are where that is wanted; true when it was done.</summary>
    /// <param name="act">Answers what was done, in words.</param>
    protected async Task<bool> ChangeAsync(Func<Task<string>> act)
    {
        string? said = null;
        return await TryAsync(async () => await Prompt.RunAsync(async () => said = await act()) ? said : null) && said is not null;
    }

    protected void Refuse(string why) => (Refusal, Said) = (why, null);

    private async Task<bool> TryAsync(Func<Task<string?>> act)
    {
        if (Busy)
            return false;
        (Busy, Refusal, Said) = (true, null, null);
        StateHasChanged();
        try
        {
            Said = await act();
            return true;
        }
        catch (BmcActionException e)
        {
            Refusal = Words.Refusal(e);
        }
        catch (AuditUnavailableException)
        {
            Refusal = Words["action.audit_unavailable"];
        }
        catch (NotFoundException)
        {
            Refusal = Words["action.not_found"];
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        finally
        {
            Busy = false;
            if (!_gone)
                StateHasChanged();
        }

        return false;
    }
}
