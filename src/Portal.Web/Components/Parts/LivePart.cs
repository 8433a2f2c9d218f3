using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;

namespace Portal.Web.Components.Parts;

/// <summary>What shows something that changes by itself: hears of changes, reads again, draws.</summary>
/// <remarks>
/// A derived part says what it hears with <see cref="Hear"/> and <see cref="Keep"/> before its first read, so that no change falls
/// between the two, and reads with <see cref="RefreshAsync"/> wherever the framework or a person asks for it.
/// </remarks>
public abstract class LivePart : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Stack<Action> _leave = [];
    private Task _reading = Task.CompletedTask;
    private bool _isReading;
    private bool _again;

    protected LivePart() => Ended = _end.Token;

    /// <summary>Fires when the part leaves the page.</summary>
    protected CancellationToken Ended { get; }

    /// <summary>The last read found nothing that the viewer may see.</summary>
    protected bool Missing { get; private set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || Ended.IsCancellationRequested)
            return;
        _end.Cancel();
        while (_leave.TryPop(out var leave))
            leave();
        _end.Dispose();
    }

    /// <summary>Reads everything that is shown. A <see cref="NotFoundException"/> makes the part <see cref="Missing"/>.</summary>
    protected abstract Task ReadAsync(CancellationToken ct);

    /// <summary>Listens until the part leaves the page.</summary>
    protected void Hear(Action subscribe, Action unsubscribe)
    {
        subscribe();
        _leave.Push(unsubscribe);
    }

    /// <summary>Disposed when the part leaves the page.</summary>
    protected void Keep(IDisposable watch) => _leave.Push(watch.Dispose);

    /// <summary>Something changed: read again, then draw. May be called from any thread and as often as changes come.</summary>
    protected void Refresh()
    {
        if (!Ended.IsCancellationRequested)
            _ = InvokeAsync(RefreshAtTheEdgeAsync);
    }

    /// <summary>Reads again and draws; ends when everything asked for until now was read. What is asked for during a read is one more read.</summary>
    protected Task RefreshAsync()
    {
        _again = true;
        if (!_isReading)
            _reading = ReadUntilQuietAsync();
        return _reading;
    }

    private async Task ReadUntilQuietAsync()
    {
        _isReading = true;
        try
        {
            while (_again && !Ended.IsCancellationRequested)
            {
                _again = false;
                try
                {
                    await ReadAsync(Ended);
                    Missing = false;
                }
                catch (NotFoundException)
                {
                    Missing = true;
                }

                if (!Ended.IsCancellationRequested)
                    StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            // The part is gone.
        }
        finally
        {
            _isReading = false;
        }
    }

    private async Task RefreshAtTheEdgeAsync()
    {
        try
        {
            await RefreshAsync();
        }
        catch (Exception e)
        {
            // Nobody awaits a change: the boundary around the page tells, unless the page is gone.
            if (!Ended.IsCancellationRequested)
                await DispatchExceptionAsync(e);
        }
    }
}
