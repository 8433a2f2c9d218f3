namespace Portal.BmcSim.Machine;

/// <summary>
/// A server on the serial line: boots when it gets power, offers a login and a small shell, says what it does when it stops.
/// It is made when it is first needed and has a timer only while it prints something or somebody looks at it.
/// </summary>
internal sealed class HostMachine
{
    private static readonly TimeSpan s_sysRqWindow = TimeSpan.FromSeconds(5);

    private readonly Controller _bmc;
    private readonly ScreenWriter _screen = new();
    private readonly LineEditor _editor = new();
    private readonly Random _random;
    private readonly Shell _shell;
    private long _startedAt;
    private TimeSpan _uptimeAtStart;
    private long _sysRqUntil;
    private int _play;
    private bool _chattering;
    private string _user = "";

    public HostMachine(Controller bmc)
    {
        _bmc = bmc;
        var options = bmc.Options;
        Profile = HostProfile.For(options.HostName, options.Seed);
        _random = new Random(options.Seed);
        _startedAt = bmc.Agenda.Now;
        // Found running: as if it had been up for days.
        _uptimeAtStart = TimeSpan.FromHours(30 + (_random.NextDouble() * 2400));
        State = bmc.Host.IsOn ? MachineState.Login : MachineState.Off;
        _shell = new Shell(Profile, options.HostName, () => Uptime, options.TimeProvider);
    }

    public HostProfile Profile { get; }

    public MachineState State { get; private set; }

    private TimeSpan Uptime => _uptimeAtStart + _bmc.Options.TimeProvider.GetElapsedTime(_startedAt);

    /// <summary>Everything from power-on to the login prompt, as a machine that has been up since before the BMC looked would have printed it.</summary>
    public string BootText() => string.Concat(Boot().Select(beat => beat.Text)).Replace("\n", "\r\n", StringComparison.Ordinal);

    /// <summary>Power came, or the reset line was pulled.</summary>
    public void PowerOn()
    {
        State = MachineState.Booting;
        _editor.Forget();
        _startedAt = _bmc.Agenda.Now;
        _uptimeAtStart = TimeSpan.Zero;
        Play(Boot(), () =>
        {
            State = MachineState.Login;
            _bmc.Changed();
        });
    }

    public void PowerOff()
    {
        _play++;
        State = MachineState.Off;
    }

    /// <summary>The operating system stops in order, then <paramref name="then"/>: power off or boot.</summary>
    public void Stop(bool reboot, Action then)
    {
        if (State == MachineState.Stopping)
            return;
        State = MachineState.Stopping;
        Play(KernelBoot.Stopping(Uptime.TotalSeconds, reboot), then);
    }

    public void DiagnosticInterrupt()
    {
        var at = Uptime.TotalSeconds;
        Show("\n" + KernelBoot.Stamp(at) + "Uhhuh. NMI received for unknown reason 3d on CPU 0.\n"
            + KernelBoot.Stamp(at) + "Dazed and confused, but trying to continue\n");
    }

    public void Break()
    {
        _sysRqUntil = _bmc.Agenda.Later(s_sysRqWindow);
        if (State is MachineState.Login or MachineState.Password or MachineState.Shell)
            Show("\n" + KernelBoot.Stamp(Uptime.TotalSeconds) + "sysrq: HELP : loglevel(0-9) reboot(b) crash(c) terminate-all-tasks(e) memory-full-oom-kill(f) kill-all-tasks(i) show-memory-usage(m) sync(s) show-task-states(t) unmount(u)\n");
    }

    public void Type(ReadOnlySpan<byte> keys)
    {
        foreach (var key in keys)
        {
            if (IsSysRq(key))
                continue;
            if (State is not (MachineState.Login or MachineState.Password or MachineState.Shell))
                break;
            OnEvent(_editor.Feed(key, _screen));
        }
        FlushScreen();
    }

    /// <summary>The first key within five seconds of a break is a SysRq command, if it is one of those known here.</summary>
    private bool IsSysRq(byte key)
    {
        var armed = _bmc.Agenda.Now < _sysRqUntil;
        _sysRqUntil = 0;
        if (!armed || State is MachineState.Off)
            return false;
        var words = (char)key switch
        {
            's' => "Emergency Sync\nEmergency Sync complete",
            'u' => "Emergency Remount R/O",
            'm' => "Show Memory\nMem-Info:\n 0 pages in swap cache\nTotal swap = 0kB",
            't' or 'w' => "Show State\ntask:systemd         state:S stack:0     pid:1     ppid:0      flags:0x00000002",
            '9' or '4' => $"Changing Loglevel\nsysrq: Loglevel set to {(char)key}",
            'b' => "Resetting",
            'c' => "Trigger a crash\nKernel panic - not syncing: sysrq triggered crash",
            'e' or 'i' or 'f' or 'o' => "This sysrq operation is disabled.",
            _ => null,
        };
        if (words is null)
            return false;
        Show("\n" + KernelBoot.Stamp(Uptime.TotalSeconds) + "sysrq: " + words + "\n");
        if (key is (byte)'b' or (byte)'c')
            _bmc.Host.RestartBySoftware();
        return true;
    }

    /// <summary>Somebody looks: now and then there is something to see.</summary>
    public void OnAttached()
    {
        if (_chattering || _bmc.Options.BootPace == 0)
            return;
        _chattering = true;
        _bmc.Agenda.After(TimeSpan.FromSeconds(20 + (_random.NextDouble() * 70)), Chatter);
    }

    private void Chatter()
    {
        _chattering = false;
        if (_bmc.Sol.Owner is null)
            return;
        if (State is MachineState.Login or MachineState.Shell && _editor.IsEmpty)
        {
            _screen.Text("\n" + IdleChatter.Line(Profile, Uptime.TotalSeconds, _random));
            _screen.Text(State == MachineState.Login ? KernelBoot.LoginPrompt(Profile, _bmc.Options.HostName, banner: false) : _shell.Prompt);
            FlushScreen();
        }
        OnAttached();
    }

    private IEnumerable<Beat> Boot() =>
        Firmware.Screen(Profile, _bmc.Host.BootOptions.InForce).Concat(Firmware.BootLoader(Profile)).Concat(KernelBoot.Kernel(Profile, _bmc.Options.HostName)).Concat(KernelBoot.Services(Profile, _bmc.Options.HostName));

    private void OnEvent(LineEvent happened)
    {
        switch (happened)
        {
            case LineEvent.Line when State == MachineState.Login:
                _user = _editor.Take(remember: false).Trim();
                if (_user.Length == 0)
                {
                    AskForLogin();
                    break;
                }
                State = MachineState.Password;
                _editor.Echo = false;
                _screen.Text("Password: ");
                break;
            case LineEvent.Line when State == MachineState.Password:
                _editor.Take(remember: false);
                _editor.Echo = true;
                State = MachineState.Shell;
                _screen.Text(_shell.LogIn(_user));
                break;
            case LineEvent.Line:
                Run(_editor.Take(remember: true));
                break;
            case LineEvent.Interrupt when State == MachineState.Shell:
                _screen.Text(_shell.Prompt);
                break;
            case LineEvent.Interrupt:
                AskForLogin();
                break;
            case LineEvent.EndOfInput when State == MachineState.Shell:
                _screen.Text("logout\n");
                LogOut();
                break;
            case LineEvent.EndOfInput:
                _screen.Text("\n");
                AskForLogin();
                break;
            case LineEvent.Redraw when State == MachineState.Shell:
                _screen.Text("\x1b[H\x1b[2J" + _shell.Prompt);
                _editor.Show(_screen);
                break;
        }
    }

    private void Run(string line)
    {
        var outcome = _shell.Run(line, _editor.History, out var output);
        _screen.Text(output);
        switch (outcome)
        {
            case ShellOutcome.Continue:
                _screen.Text(_shell.Prompt);
                break;
            case ShellOutcome.LogOut:
                LogOut();
                break;
            case ShellOutcome.Reboot:
                FlushScreen();
                Stop(reboot: true, _bmc.Host.RestartBySoftware);
                break;
            case ShellOutcome.PowerOff:
                FlushScreen();
                Stop(reboot: false, _bmc.Host.PowerOff);
                break;
        }
    }

    private void LogOut()
    {
        _editor.Forget();
        State = MachineState.Login;
        _screen.Text(KernelBoot.LoginPrompt(Profile, _bmc.Options.HostName, banner: true));
    }

    private void AskForLogin()
    {
        _editor.Echo = true;
        State = MachineState.Login;
        _screen.Text(KernelBoot.LoginPrompt(Profile, _bmc.Options.HostName, banner: false));
    }

    /// <summary>Prints step by step; whatever is played or happens to the power next ends it.</summary>
    private void Play(IEnumerable<Beat> beats, Action then) => Step(beats.GetEnumerator(), then, ++_play, printPending: false);

    private void Step(IEnumerator<Beat> beats, Action then, int play, bool printPending)
    {
        if (play != _play)
        {
            beats.Dispose();
            return;
        }
        if (printPending)
            _screen.Text(beats.Current.Text);
        while (beats.MoveNext())
        {
            var wait = TimeSpan.FromMilliseconds(beats.Current.WaitMilliseconds * _bmc.Options.BootPace);
            if (wait > TimeSpan.FromMilliseconds(1))
            {
                FlushScreen();
                _bmc.Agenda.After(wait, () => Step(beats, then, play, printPending: true));
                return;
            }
            _screen.Text(beats.Current.Text);
        }
        FlushScreen();
        beats.Dispose();
        then();
    }

    private void Show(string text)
    {
        _screen.Text(text);
        FlushScreen();
    }

    private void FlushScreen()
    {
        if (_screen.Written.IsEmpty)
            return;
        _bmc.Host.Print(_screen.Written);
        _screen.Clear();
    }
}
