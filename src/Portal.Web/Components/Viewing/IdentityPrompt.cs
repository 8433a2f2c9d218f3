using Portal.Fleet.Access.Proof;

namespace Portal.Web.Components.Viewing;

/// <summary>
/// Does what may want a fresh proof of who does it: where it does, the dialog of the layout asks, and the act is tried again. One person's, for as long as the circuit.
/// </summary>
public sealed class IdentityPrompt : IDisposable
{
    private TaskCompletionSource<bool>? _asked;

    /// <summary>The dialog is to be opened or taken away.</summary>
    public event Action? Changed;

    public bool IsOpen => _asked is not null;

    /// <summary>Does it, if need be after the person proved who they are; false when they would not.</summary>
    public async Task<bool> RunAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (ProofNeededException)
        {
            if (!await AskAsync())
                return false;
        }

        await act();
        return true;
    }

    /// <summary>The person proved it, or closed the dialog.</summary>
    public void Answer(bool proved)
    {
        var asked = _asked;
        _asked = null;
        Changed?.Invoke();
        asked?.TrySetResult(proved);
    }

    /// <summary>Nobody is there to answer any more.</summary>
    public void Dispose() => Answer(false);

    private Task<bool> AskAsync()
    {
        // A second act at the same time waits for the same answer.
        _asked ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = _asked.Task;
        Changed?.Invoke();
        return answer;
    }
}
