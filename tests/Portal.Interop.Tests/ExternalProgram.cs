using System.Diagnostics;

namespace Portal.Interop.Tests;

/// <summary>
/// A program that somebody else wrote. A missing one fails the test and names the Debian package that has it (npm test installs them); one that outstays its time is killed.
/// </summary>
public static class ExternalProgram
{
    /// <summary>Path of a program.</summary>
    public static string Find(string program, string debianPackage)
    {
        foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/sbin"]))
        {
            var path = Path.Combine(directory, program);
            if (File.Exists(path))
                return path;
        }
        Assert.Fail($"{program} is not installed: apt-get install {debianPackage}");
        return "";
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<ProgramResult> RunAsync(string program, string debianPackage, IEnumerable<string> arguments, TimeSpan timeout, CancellationToken ct)
    {
        using var process = Start(program, debianPackage, arguments);
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {timeout.TotalSeconds:0} s.\n{await output}\n{await errors}");
        }
        return new ProgramResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a program with its streams redirected; the caller ends and disposes it.</summary>
    public static Process Start(string program, string debianPackage, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Find(program, debianPackage))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Some keep caches and files at home.
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C.UTF-8";
        return Process.Start(start)!;
    }
}
