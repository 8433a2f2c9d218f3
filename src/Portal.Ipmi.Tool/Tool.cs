using System.CommandLine;
using Portal.Ipmi.Tool.Connections;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool;

/// <summary>
/// The <c>ipmi</c> program: verbs like ipmitool's, as text or as JSON. A failure is one sentence on standard error, with <c>--json</c> one JSON object there.
/// Exit status: see <see cref="ExitStatus"/>.
/// </summary>
public static class Tool
{
    /// <summary>Runs the program inside of this process, without an input: how tests use it.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken ct) =>
        RunAsync(args, new ToolConsole(output, error, () => TextReader.Null, () => Stream.Null, () => Stream.Null, IsTerminal: false), ct);

    /// <summary>Runs the program on the given console.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolConsole console, CancellationToken ct)
    {
        var arguments = new ConnectionArguments();
        var runner = new VerbRunner(console, arguments);
        return await RunAsync(args, runner, ct);
    }

    /// <summary>Runs one line on a runner that may hold a connection already.</summary>
    internal static async Task<int> RunAsync(IReadOnlyList<string> args, VerbRunner runner, CancellationToken ct)
    {
        var console = runner.Console;
        var parsed = Build(runner).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var problems = new ProblemWriter(console.Error, args.Contains(ConnectionArguments.JsonName));
        try
        {
            if (parsed.Errors.Count > 0)
                throw new UsageException(OneLine(string.Join(' ', parsed.Errors.Select(e => e.Message))) + " Add --help to see what there is.");
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false }, ct);
        }
        catch (UsageException e)
        {
            return await problems.WriteAsync(ExitStatus.WrongArguments, "Usage", e.Message);
        }
        catch (VerbFailedException e)
        {
            return await problems.WriteAsync(ExitStatus.Failed, "Failed", e.Message);
        }
        catch (IpmiException e)
        {
            return await problems.WriteAsync(e);
        }
        catch (OperationCanceledException)
        {
            return await problems.WriteAsync(ExitStatus.Interrupted, "Interrupted", "Interrupted.");
        }
    }

    private static RootCommand Build(VerbRunner runner)
    {
        var root = new RootCommand("IPMI 2.0 from the command line: power, sensors, event log, inventory, configuration and console of a server through its BMC.");
        runner.Arguments.AddTo(root);
        foreach (var group in VerbGroups.All)
            root.Add(group.Create(runner));
        return root;
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
