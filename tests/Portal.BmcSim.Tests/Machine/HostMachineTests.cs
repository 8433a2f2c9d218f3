using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Portal.BmcSim.Tests.Machine;

public class HostMachineTests
{
    [Fact]
    public async Task PowerOn_ThenLoginShellAndPowerOff_ReadsLikeAServer()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { HostName = "rack4-u17", PoweredOn = false, BootPace = 0 });
        using var client = await ScriptedClient.LogInAsync(bmc);
        Assert.Equal([0], await client.CommandAsync(0x00, 0x02, 1));
        var boot = Encoding.UTF8.GetString(bmc.Printed);
        Assert.Contains("Press \x1b[1m<DEL>\x1b[0m to run Setup", boot);
        Assert.Contains("[    0.000000] Linux version", boot);
        Assert.Contains("[\x1b[0;32m  OK  \x1b[0m] Reached target", boot);
        Assert.EndsWith("rack4-u17 login: ", boot);

        Assert.Equal(0, (await client.CommandAsync(0x06, 0x48, 1, 1, 0xC0, 0, 0, 0))[0]);
        Assert.EndsWith("root\r\nPassword: ", await TypeAsync(1, "root\r"));
        var greeting = await TypeAsync(2, "secret\r");
        Assert.DoesNotContain("secret", greeting);
        Assert.EndsWith("root@rack4-u17:~# ", greeting);
        Assert.EndsWith("echo hi there\r\nhi there\r\nroot@rack4-u17:~# ", await TypeAsync(3, "echo hi theRE\x7f\x7fre\r"), StringComparison.Ordinal);
        Assert.Contains("-bash: foo: command not found", await TypeAsync(4, "foo\r"));
        Assert.EndsWith("foo\r\n-bash: foo: command not found\r\nroot@rack4-u17:~# ", await TypeAsync(5, "\x1b[A\r"));
        Assert.Contains("^C", await TypeAsync(6, "half a line\x03"));
        Assert.Contains("reboot: Power down", await TypeAsync(7, "poweroff\r"));
        Assert.False(bmc.IsOn);

        async Task<string> TypeAsync(byte sequence, string keys)
        {
            var before = bmc.PrintedCount;
            await client.SendSolAsync(sequence, 0, 0, 0, keys);
            // The answer to a later command is the sign that the keys were worked on.
            await client.CommandAsync(0x06, 0x01);
            return Shown(Encoding.UTF8.GetString(bmc.Printed.AsSpan((int)before)));
        }
    }

    [Fact]
    public async Task Activate_WithReplay_ShowsTheBootOfAMachineThatWasAlreadyUp()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { SolReplayBytes = 2000 });
        using var client = await ScriptedClient.LogInAsync(bmc);
        await client.CommandAsync(0x06, 0x48, 1, 1, 0xC0, 0, 0, 0);
        var text = new StringBuilder();
        for (byte sequence = 1; !text.ToString().EndsWith("sim login: ", StringComparison.Ordinal);)
        {
            var packet = await client.ReceiveSolAsync();
            if (packet[0] == sequence)
            {
                text.Append(Encoding.UTF8.GetString(packet.AsSpan(4)));
                sequence = (byte)((sequence % 15) + 1);
            }
            await client.SendSolAsync(0, packet[0], (byte)(packet.Length - 4), 0, "");
        }
        Assert.InRange(text.Length, 1500, 2000);

        // What was shown once is not shown again.
        await client.CommandAsync(0x06, 0x49, 1, 1, 0, 0, 0, 0);
        await bmc.PrintAsync("while nobody looked\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await client.CommandAsync(0x06, 0x48, 1, 1, 0xC0, 0, 0, 0);
        Assert.Equal([1, 0, 0, 0, .. "while nobody looked\n"u8], await client.ReceiveSolAsync());
    }

    [Fact]
    public async Task Boot_AtALifelikePace_TakesSecondsAndStopsWithThePower()
    {
        var time = new FakeTimeProvider();
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { PoweredOn = false, TimeProvider = time });
        using var client = await ScriptedClient.LogInAsync(bmc);
        await client.CommandAsync(0x00, 0x02, 1);
        Advance(4);
        var partly = bmc.PrintedCount;
        Assert.InRange(partly, 300, 8000);
        await client.CommandAsync(0x00, 0x02, 0);
        Advance(10);
        Assert.Equal(partly, bmc.PrintedCount);

        await client.CommandAsync(0x00, 0x02, 1);
        Advance(5);
        Assert.DoesNotContain("login: ", Encoding.UTF8.GetString(bmc.Printed));
        Advance(6);
        Assert.EndsWith("sim login: ", Encoding.UTF8.GetString(bmc.Printed));
        await client.CommandAsync(0x00, 0x02, 5);
        Assert.True(bmc.IsOn);
        Advance(3);
        Assert.False(bmc.IsOn);
        Assert.EndsWith("reboot: Power down\r\n", Encoding.UTF8.GetString(bmc.Printed));

        void Advance(int seconds)
        {
            for (var i = 0; i < seconds * 100; i++)
                time.Advance(TimeSpan.FromMilliseconds(10));
        }
    }

    [Fact]
    public async Task IdleMachine_WithSomebodyLooking_PrintsALineNowAndThen()
    {
        var time = new FakeTimeProvider();
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { TimeProvider = time, InactivityTimeout = TimeSpan.FromHours(1) });
        using var client = await ScriptedClient.LogInAsync(bmc);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, bmc.PrintedCount);
        await client.CommandAsync(0x06, 0x48, 1, 1, 0xC0, 0, 0, 0);
        time.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(0, bmc.PrintedCount);
        time.Advance(TimeSpan.FromSeconds(72));
        Assert.Matches("^\r\n\\[ *[0-9]+\\.[0-9]{6}\\] .+\r\nsim login: ", Encoding.UTF8.GetString(bmc.Printed));
    }

    /// <summary>What is left on the screen after backspaces.</summary>
    private static string Shown(string printed)
    {
        var text = new StringBuilder();
        foreach (var part in printed.Split("\b \b"))
        {
            if (text.Length > 0)
                text.Length--;
            text.Append(part);
        }
        return text.ToString();
    }
}
