using System.Diagnostics;

namespace Portal.Bench;

/// <summary>Runs the peers.</summary>
internal static class External
{
    public static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Any(d => File.Exists(Path.Combine(d, program)));

    /// <summary>Runs to the end and returns what it cost and its output; a non-zero exit status is an error, unless it is expected.</summary>
    public static async Task<(Cost Cost, string Output)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct, bool mayFail = false)
    {
        var cpu = Usage.OfEndedChildren;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var error = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        watch.Stop();
        var text = await output;
        if (process.ExitCode != 0 && !mayFail)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error} {text}");
        return (new Cost(watch.Elapsed, Usage.OfEndedChildren - cpu), text);
    }

    /// <summary>Runs to the end, whatever the exit status, and tells each line with the time since the start.</summary>
    public static async Task FollowAsync(string program, IEnumerable<string> arguments, Action<string, TimeSpan> onLine, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
            onLine(line, watch.Elapsed);
        await process.WaitForExitAsync(ct);
    }

    /// <summary>Starts a program of ours that stays, and waits for a line that contains <paramref name="ready"/>.</summary>
    public static async Task<Process> StartAsync(string dll, IEnumerable<string> arguments, string ready, CancellationToken ct, Action<IDictionary<string, string?>>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        environment?.Invoke(start.Environment);
        start.ArgumentList.Add(dll);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(process);
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.Contains(ready, StringComparison.OrdinalIgnoreCase))
            {
                _ = DrainAsync(process.StandardOutput);
                return process;
            }
        }

        throw new InvalidOperationException($"{dll} ended before it said '{ready}'.");
    }

    /// <summary>What our own programs print is shown on request only: <c>BENCH_VERBOSE=1</c>.</summary>
    private static async Task DrainAsync(StreamReader output)
    {
        var verbose = Environment.GetEnvironmentVariable("BENCH_VERBOSE") == "1";
        while (await output.ReadLineAsync() is { } line)
        {
            if (verbose)
                await Console.Error.WriteLineAsync(line);
        }
    }

    public static void Stop(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, or was stopped before.
        }

        process.Dispose();
    }
}
