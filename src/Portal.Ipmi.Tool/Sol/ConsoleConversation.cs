using Portal.Ipmi.Sol;

namespace Portal.Ipmi.Tool.Sol;

/// <summary>A person, or a program, at a host's serial console: keys one way, characters the other, until one side ends it.</summary>
internal sealed class ConsoleConversation(SolChannel channel, ToolConsole console)
{
    private const string Help = """
        ~.  ends the console
        ~B  sends a break
        ~?  shows this
        ~~  sends one tilde
        (only at the start of a line)
        """;

    /// <summary>Runs it; the result is the exit status.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var showing = ShowAsync(ended.Token);
        var typing = TypeAsync(ended.Token);
        var first = await Task.WhenAny(showing, typing);
        await ended.CancelAsync();
        try
        {
            await showing;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The person ended it.
        }

        // A read of standard input cannot be called off: when the host ended the console, the last read ends with the process.
        if (first == typing)
            await typing;
        ct.ThrowIfCancellationRequested();
        return ExitStatus.Done;
    }

    private async Task ShowAsync(CancellationToken ct)
    {
        await using var screen = console.OpenScreen();
        await foreach (var item in channel.ReadAllAsync(ct))
        {
            switch (item.Kind)
            {
                case SolEventKind.Data:
                    await screen.WriteAsync(item.Data, ct);
                    await screen.FlushAsync(ct);
                    break;
                case SolEventKind.Gap or SolEventKind.CharactersLost:
                    await TellAsync("characters are missing here");
                    break;
                case SolEventKind.TransferUnavailable:
                    await TellAsync("the BMC cannot reach the host's serial port now; what you type waits");
                    break;
                case SolEventKind.TransferResumed:
                    await TellAsync("the BMC reaches the host's serial port again");
                    break;
                case SolEventKind.Deactivated:
                    await TellAsync("the BMC ended the console: another party took it, or it was switched off");
                    break;
                default:
                    break;
            }
        }
    }

    private async Task TypeAsync(CancellationToken ct)
    {
        await using var keyboard = console.OpenKeyboard();
        var escapes = new EscapeReader();
        var buffer = new byte[1024];
        while (true)
        {
            var count = await keyboard.ReadAsync(buffer, ct);
            if (count == 0)
                return;
            for (var at = 0; at < count;)
            {
                var characters = new List<byte>();
                var action = escapes.Read(buffer.AsSpan(at, count - at), characters, out var taken);
                at += taken;
                if (characters.Count > 0)
                    await channel.WriteAsync(characters.ToArray(), ct);
                switch (action)
                {
                    case EscapeAction.End:
                        return;
                    case EscapeAction.Break:
                        await channel.SendBreakAsync(ct);
                        break;
                    case EscapeAction.Help:
                        await console.Error.WriteAsync("\r\n" + Help.ReplaceLineEndings("\r\n") + "\r\n");
                        break;
                    default:
                        break;
                }
            }
        }
    }

    private Task TellAsync(string sentence) => console.Error.WriteAsync($"\r\n[{sentence}]\r\n");
}
