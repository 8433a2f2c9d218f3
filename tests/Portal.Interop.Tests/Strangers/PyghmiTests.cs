using Portal.BmcSim;

namespace Portal.Interop.Tests.Strangers;

/// <summary>pyghmi against the simulator. It runs in Debian's own interpreter, which is where Debian's package puts it.</summary>
public class PyghmiTests
{
    private const string Package = "python3-pyghmi";
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(40);

    private const string PowerScript = """
        import sys
        from pyghmi.ipmi import command
        bmc = command.Command(bmc=sys.argv[1], port=int(sys.argv[2]), userid='admin', password='password')
        print(bmc.get_power()['powerstate'])
        for action in ('off', 'on', 'reset'):
            bmc.set_power(action, wait=action != 'reset')
            print(bmc.get_power()['powerstate'])
        bmc.ipmi_session.logout()
        """;

    private const string ConsoleScript = """
        import sys, time
        from pyghmi.ipmi import console
        screen = []
        def show(data):
            screen.append(data if isinstance(data, bytes) else str(data).encode())
        sol = console.Console(bmc=sys.argv[1], port=int(sys.argv[2]), userid='admin', password='password', iohandler=show)
        def until(text):
            end = time.time() + 15
            while text not in b''.join(screen):
                if time.time() > end:
                    sys.exit('no %r in %r' % (text, b''.join(screen)))
                sol.wait_for_rsp(timeout=0.1)
        while not sol.connected:
            sol.wait_for_rsp(timeout=0.1)
        for keys, answer in (('\r', b'login: '), ('root\r', b'Password: '), ('secret\r', b'rack4-u17:~# '), ('uname -n\r', b'uname -n\r\nrack4-u17\r\n')):
            sol.send_data(keys)
            until(answer)
        sol.close()
        print('console works')
        """;

    [Fact]
    public async Task Power_OffOnReset_DoesItsWork()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        Assert.Equal("on off on on", string.Join(' ', (await RunAsync(PowerScript, bmc)).Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal([0, 1, 3], bmc.Ledger.Where(e => e is { NetFn: 0, Command: 2 }).Select(e => (int)e.Data[0]));
    }

    [Fact]
    public async Task Console_LoginAndCommand_ShowsTheConsole()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { HostName = "rack4-u17" });
        Assert.Contains("console works", await RunAsync(ConsoleScript, bmc));
    }

    private static async Task<string> RunAsync(string script, SimulatedBmc bmc)
    {
        if (!Directory.Exists("/usr/lib/python3/dist-packages/pyghmi"))
            Assert.Fail($"pyghmi is not installed: apt-get install {Package}");
        var result = await ExternalProgram.RunAsync(
            "/usr/bin/python3", Package, ["-c", script, $"{bmc.EndPoint.Address}", $"{bmc.EndPoint.Port}"], s_timeout, TestContext.Current.CancellationToken);
        return result.Succeeded().Output;
    }
}
