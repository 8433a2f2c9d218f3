using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Testing;

namespace Portal.Web.Tests.Api;

/// <summary>Runs what <c>docs/automation.md</c> tells people to type, with bash, curl and jq.</summary>
[Trait("Needs", "Programs")]
public sealed partial class AutomationGuideTests(PortalServer portal)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guide_EveryBlock_RunsAndAnswersAsItSays()
    {
        var blocks = Block().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/automation.md"), Ct)).Select(match => (Kind: match.Groups[1].Value, Text: match.Groups[2].Value)).ToList();
        Assert.True(blocks.Count(block => block.Kind == "sh") > 10, "The blocks are not found.");
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        var folder = Directory.CreateTempSubdirectory("portal-guide-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "token"), await portal.CreateTokenAsync(await portal.CreateUserAsync(Role.Administrator)), Ct);

        // One shell, as for whoever follows the guide; what each block prints goes to a file of its own.
        var script = new StringBuilder("set -euo pipefail\n");
        var steps = blocks.Where(block => block.Kind == "sh").ToList();
        for (var number = 0; number < steps.Count; number++)
        {
            var text = steps[number].Text.Replace("10.20.4.17", bmc.EndPoint.Address.ToString(), StringComparison.Ordinal)
                .Replace("\"port\": 623", string.Create(CultureInfo.InvariantCulture, $"\"port\": {bmc.EndPoint.Port}"), StringComparison.Ordinal);
            script.Append(CultureInfo.InvariantCulture, $"echo 'block {number + 1}' >&2\n{{\n{text}\n}} > answer-{number + 1}\n");
        }

        var start = new ProcessStartInfo("bash") { WorkingDirectory = folder.FullName, RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment["PORTAL"] = portal.Address.GetLeftPart(UriPartial.Authority);
        using var shell = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(s_limit);
        var said = shell.StandardError.ReadToEndAsync(limit.Token);
        await shell.StandardInput.WriteAsync(script, limit.Token);
        shell.StandardInput.Close();
        await shell.WaitForExitAsync(limit.Token);
        var answers = string.Join('\n', folder.GetFiles("answer-*").OrderBy(file => file.LastWriteTimeUtc).TakeLast(2).Select(file => file.Name + ": " + File.ReadAllText(file.FullName)));
        Assert.True(shell.ExitCode == 0, $"{await said}\n{answers}");

        var asked = 0;
        for (var (index, number) = (0, 0); index < blocks.Count; index++)
        {
            if (blocks[index].Kind == "sh")
                number++;
            if (blocks[index].Kind != "json")
                continue;
            asked++;
            using var told = JsonDocument.Parse(blocks[index].Text);
            var answer = FirstObject(await File.ReadAllTextAsync(Path.Combine(folder.FullName, $"answer-{number}"), Ct));
            using var real = JsonDocument.Parse(answer);
            Compare(told.RootElement, real.RootElement, $"block {number}");
        }

        Assert.True(asked > 8, "The answers are not found.");
        folder.Delete(recursive: true);
    }

    /// <summary>Every name that the guide shows is in the answer, with a value of the same kind; what the guide leaves out may be there.</summary>
    private static void Compare(JsonElement told, JsonElement real, string place)
    {
        if (told.ValueKind == JsonValueKind.Null || real.ValueKind == JsonValueKind.Null)
            return;
        Assert.True(Kind(told) == Kind(real), $"{place}: {told} and {real}");
        if (told.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in told.EnumerateObject())
            {
                Assert.True(real.TryGetProperty(property.Name, out var value), $"{place}: there is no {property.Name} in {real}");
                Compare(property.Value, value, $"{place}.{property.Name}");
            }
        }
        else if (told.ValueKind == JsonValueKind.Array && told.GetArrayLength() > 0)
        {
            Assert.True(real.GetArrayLength() > 0, $"{place}: nothing is in {real}");
            Compare(told[0], real[0], place + "[0]");
        }
    }

    private static JsonValueKind Kind(JsonElement element) => element.ValueKind == JsonValueKind.False ? JsonValueKind.True : element.ValueKind;

    /// <summary>A block may print more behind it.</summary>
    private static string FirstObject(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), isFinalBlock: false, default);
        Assert.True(reader.Read() && reader.TrySkip(), text);
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text).AsSpan(0, (int)reader.BytesConsumed));
    }

    [GeneratedRegex(@"^```(sh|json)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
