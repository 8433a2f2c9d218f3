using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Portal.Testing;

/// <summary>Lines of the <c>ipmi</c> program on <c>/dev/ipmi0</c> of a virtual machine with QEMU's own BMC: <c>scripts/in-band.mjs</c>.</summary>
public static class InBandMachine
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    /// <summary>Boots the machine, runs the lines on one connection and gives each line's JSON. The first start ever downloads a kernel.</summary>
    /// <param name="program">Folder with the built program.</param>
    public static async Task<IReadOnlyList<JsonElement>> RunAsync(string program, IReadOnlyList<string> lines, CancellationToken ct)
    {
        // This process's own .NET: shared/Microsoft.NETCore.App/VERSION below its root.
        var framework = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        var start = new ProcessStartInfo("node") { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["scripts/in-band.mjs", "--program", program, "--dotnet", framework.Parent!.Parent!.Parent!.FullName, "--framework", framework.Name, "--", .. lines])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_limit);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var results = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] == '{').Select(line => JsonDocument.Parse(line).RootElement).ToList();
            return results.Count == lines.Count
                ? results
                : throw new InvalidOperationException($"{results.Count} of {lines.Count} lines ran in the virtual machine.\n{output}\n{await errors}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
