using System.CommandLine;
using Portal.Ipmi.Tool.Connections;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool;

/// <summary>Runs verbs: opens the connection, hands it to the verb's work, and prints the typed result as text or as JSON.</summary>
internal sealed class VerbRunner(ToolConsole console, ConnectionArguments arguments, OpenedConnection? shared = null)
{
    public ToolConsole Console => console;

    public ConnectionArguments Arguments => arguments;

    /// <summary>A verb with a result: <paramref name="work"/> makes it, <paramref name="text"/> prints it for people; JSON comes from the result itself.</summary>
    public void Set<T>(Command command, Func<VerbCall, CancellationToken, Task<T>> work, Action<T, TextReport> text) =>
        SetExit(command, work, text, static _ => ExitStatus.Done);

    /// <summary>Like <see cref="Set{T}"/>, and the result decides the exit status, for example that a self test failed.</summary>
    public void SetExit<T>(Command command, Func<VerbCall, CancellationToken, Task<T>> work, Action<T, TextReport> text, Func<T, int> exitStatus) =>
        command.SetAction(async (parsed, ct) =>
        {
            await using var opened = await OpenAsync(parsed, ct);
            var result = await work(new VerbCall(parsed, opened, console), ct);
            await PrintAsync(parsed, result, text);
            return exitStatus(result);
        });

    /// <summary>A verb that asks the BMC before there is a session, or nobody at all; it may read where the BMC is from the settings.</summary>
    public void SetWithoutSession<T>(Command command, Func<ParseResult, ConnectionSettings, CancellationToken, Task<T>> work, Action<T, TextReport> text) =>
        command.SetAction(async (parsed, ct) =>
        {
            var result = await work(parsed, arguments.Read(parsed, console), ct);
            await PrintAsync(parsed, result, text);
            return ExitStatus.Done;
        });

    /// <summary>A verb that is a conversation and prints by itself; its result is the exit status.</summary>
    public void SetConversation(Command command, Func<VerbCall, CancellationToken, Task<int>> work) =>
        command.SetAction(async (parsed, ct) =>
        {
            if (arguments.WantsJson(parsed))
                throw new UsageException($"\"{command.Name}\" is a conversation and has no JSON: leave out {ConnectionArguments.JsonName}.");
            await using var opened = await OpenAsync(parsed, ct);
            return await work(new VerbCall(parsed, opened, console), ct);
        });

    /// <summary>A verb that runs other verbs and prints line by line, as text or as JSON; its result is the exit status.</summary>
    public void SetLines(Command command, Func<VerbCall, bool, CancellationToken, Task<int>> work) =>
        command.SetAction(async (parsed, ct) =>
        {
            await using var opened = await OpenAsync(parsed, ct);
            return await work(new VerbCall(parsed, opened, console), arguments.WantsJson(parsed), ct);
        });

    /// <summary>A runner for further lines on the same connection, which it does not end.</summary>
    public static VerbRunner On(OpenedConnection opened, ToolConsole lines) => new(lines, new ConnectionArguments(), opened.Lend());

    private async Task<OpenedConnection> OpenAsync(ParseResult parsed, CancellationToken ct)
    {
        if (shared is null)
            return await Connector.OpenAsync(arguments.Read(parsed, console), console.Error, ct);
        arguments.RefuseConnection(parsed);
        return Connector.Route(shared.Lend(), arguments.Read(parsed, console));
    }

    private async Task PrintAsync<T>(ParseResult parsed, T result, Action<T, TextReport> text)
    {
        if (arguments.WantsJson(parsed))
        {
            await console.Output.WriteLineAsync(JsonReport.Of(result));
        }
        else
        {
            var report = new TextReport();
            text(result, report);
            await console.Output.WriteAsync(report.ToString());
        }

        await console.Output.FlushAsync();
    }
}
