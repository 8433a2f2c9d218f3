using System.CommandLine;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>shell</c>: verbs typed one after the other, on one session.</summary>
internal sealed class ShellVerb : IVerbGroup
{
    public Command Create(VerbRunner runner)
    {
        var command = new Command("shell", "Takes verbs from standard input, one per line, on one session; \"exit\" ends it.");
        runner.SetConversation(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(VerbCall call, CancellationToken ct)
    {
        var input = call.Console.OpenInput();
        var status = ExitStatus.Done;
        while (true)
        {
            if (call.Console.IsTerminal)
                await call.Console.Error.WriteAsync("ipmi> ");
            if (await input.ReadLineAsync(ct) is not { } line)
                return status;
            try
            {
                var words = ScriptLine.Words(line);
                if (words is ["exit" or "quit"])
                    return status;
                if (words.Length > 0)
                    status = await Tool.RunAsync(words, VerbRunner.On(call.Opened, call.Console), ct);
            }
            catch (UsageException e)
            {
                await call.Console.Error.WriteLineAsync(e.Message);
            }
        }
    }
}
