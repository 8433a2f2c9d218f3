using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Portal.Bench;

/// <summary>What every bench asks of a portal in a process of its own.</summary>
internal static class PortalCalls
{
    /// <summary>Adds a simulated BMC by the API; answers the server's id.</summary>
    public static async Task<string> AddServerAsync(this HttpClient http, string name, IPEndPoint bmc, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync(
            "/api/v1/servers", new { name, address = bmc.Address.ToString(), port = bmc.Port, username = Farm.User, password = Farm.PasswordText }, ct);
        answer.EnsureSuccessStatusCode();
        using var server = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
        return server.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Runs a verb of the command line to its end; answers what it printed.</summary>
    public static async Task<string> RunVerbAsync(string program, string[] arguments, string? input, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[program, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"'{arguments[0]} {arguments[1]}' ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}.");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
