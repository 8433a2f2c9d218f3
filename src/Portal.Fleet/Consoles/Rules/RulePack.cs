using Portal.Fleet.Alerts;

namespace Portal.Fleet.Consoles.Rules;

/// <summary>
/// The rules that come with the portal. Each is worded so that the lines in which a kernel tells about itself (what is enabled, how long a time-out is) do not
/// fit; where a wording cannot tell them apart, they are ignored by name.
/// </summary>
internal static class RulePack
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<ConsoleRule> All { get; } =
    [
        Critical("kernel-panic", "Kernel panic", @"kernel panic - not syncing|^panic: |Panic on CPU \d+:|\*\*\* STOP: 0x[0-9a-f]{8}",
            "end Kernel panic"),
        Critical("kernel-oops", "Kernel oops", @"\bOops: [0-9a-f]{4}\b|BUG: unable to handle|BUG: kernel NULL pointer|kernel BUG at |Internal error: Oops|Unable to handle kernel (?:NULL pointer|paging request|access)|general protection fault",
            "traps: ", "audit: "),
        Critical("machine-check", "Machine check", @"Machine Check Exception|Machine Check: \d+ Bank|Fatal (?:local )?machine check|Processor context corrupt|Uncorrected hardware memory error|EDAC [^:]+: \d+ UE |Memory failure: 0x[0-9a-f]+:|HARDWARE ERROR\. This is \*NOT\*",
            "/Machine check exception (?:support|handler|polling)/", "/fake|simulated|injecting/"),
        Warning("hardware-error", "Hardware error, corrected", @"\[Hardware Error\]: |Machine check events logged|EDAC [^:]+: \d+ CE ",
            "/Machine Check(?: Exception)?: /", "Processor context corrupt"),
        Critical("pcie-error", "PCIe bus error", @"PCIe Bus Error: severity=Uncorrected|AER: (?:Multiple )?Uncorrect(?:ed|able)[^:]* error|Uncorrectable PCI Express error"),
        Critical("lockup", "Processor locked up", @"soft lockup - CPU#\d+ stuck|hard LOCKUP on cpu|Watchdog detected hard LOCKUP"),
        Warning("rcu-stall", "RCU stall", @"rcu[^:]*: (?:INFO: )?.*(?:detected stalls|self-detected stall|detected expedited stalls)|rcu_\w+ kthread (?:starved|timer wakeup didn't happen)"),
        Warning("hung-task", "Task hangs", @"INFO: task .{1,40} blocked for more than \d+ seconds"),
        Warning("oom-kill", "Out of memory", @"Out of memory: Kill(?:ed)? process|Memory cgroup out of memory|invoked oom-killer|oom-kill:constraint=|Out of memory and no killable processes"),
        Critical("filesystem-read-only", "File system went read-only", @"Remounting filesystem read-only|forced readonly|Filesystem has been shut down due to|xfs_do_force_shutdown|Aborting journal on device",
            "systemd-shutdown"),
        Critical("filesystem-corrupt", "File system damaged", @"EXT[234]-fs error|EXT[234]-fs \([^)]+\): error|JBD2: Error|XFS \([^)]+\): (?:Corruption|Internal error|Metadata (?:CRC error|corruption))|BTRFS (?:critical|error) \(|Structure needs cleaning|UNEXPECTED INCONSISTENCY|F2FS-fs[^:]*: .*(?:inconsisten|corrupt)"),
        Critical("disk-error", "Disk error", @"I/O error, dev \w+, sector|Buffer I/O error on dev|blk_update_request: .*error|Unrecovered read error|(?:Medium|Hardware) Error \[current\]|critical (?:medium|target) error|lost async page write",
            "/dev (?:fd|sr|loop)\\d/", "/floppy|cdrom/"),
        Warning("disk-timeout", "Disk does not answer", @"nvme\w*: (?:I/O .{0,24}(?:timeout|aborting)|controller is down|Abort status)|ata\d+(?:\.\d+)?: (?:exception Emask|failed command)|attempting task abort|rejecting I/O to (?:offline|dead) device",
            "/\\bsr\\d/"),
        Critical("raid-degraded", "RAID degraded", @"md/raid[^:]*:[^:]+: Disk failure on|md/raid[^:]*:[^:]+: not enough operational|DegradedArray event|(?:virtual|logical) (?:disk|drive).{0,40}degraded|raid.{0,40} is degraded|has been kicked out of (?:the )?array|kicking non-fresh"),
        Warning("link-down", "Network link down", @"\bNIC Link is Down|: link (?:is )?down\b|link status definitely down|(?:carrier lost|lost carrier)|NETDEV WATCHDOG: ",
            "SATA link down", "ADDRCONF(NETDEV", "/usb|pcieport/"),
        Warning("thermal-throttle", "Processor throttled by heat", @"temperature above threshold|cpu clock throttled|PROCHOT (?:asserted|active)",
            "temperature/speed normal"),
        Critical("thermal-shutdown", "Too hot, shutting down", @"critical temperature reached|thermal (?:emergency|runaway)|temperature.{0,24}shutting down"),
        Warning("memory-fault", "Memory fault at power-on", @"Memory (?:initialization|training) (?:error|failure|failed)|(?:Uncorrectable|Multi-?bit) (?:ECC|memory) error|\bDIMM.{0,40}(?:failed|disabled|mapped out)",
            "/disabled by (?:user|setup)/"),
        Critical("boot-failed", "Nothing to boot from", @"No bootable (?:device|medium|media)|No boot device|Boot failed: not a bootable disk|Reboot and Select proper Boot device|Operating System not found|Missing operating system|error: no such (?:device|partition|disk)|grub rescue>|No working init found|Kernel image is corrupt"),
        Critical("emergency-shell", "Stopped in an emergency shell", @"You are in emergency mode|Entering emergency mode|Cannot open access to console, the root account is locked|dracut:/#|Give root password for (?:maintenance|login)|^\(initramfs\)|ALERT!\s+.{0,80}does not exist"),
        Warning("pxe-failed", "Network boot failed", @"PXE-E\d\d|PXE-M0F|No boot filename received|No DHCP or proxyDHCP offers|TFTP open timeout|Could not boot image|No more network devices|Nothing to boot: "),
        Warning("watchdog-reset", "Watchdog reset the server", @"watchdog (?:timer )?(?:expired|timed out|timeout)[.,:]? ?.{0,40}(?:reset|reboot|power)|reset by watchdog|Last reset (?:cause|reason): .{0,20}watchdog"),
        Info("kernel-warning", "Kernel warning", @"WARNING: CPU: \d+ PID: \d+ at "),
        Info("crash-dump", "Crash dump being written", @"Starting crashdump kernel|kdump.{0,24}: saving (?:to|vmcore)"),
    ];

    private static ConsoleRule Critical(string id, string name, string pattern, params string[] ignored) => Rule(id, name, AlertSeverity.Critical, pattern, ignored);

    private static ConsoleRule Warning(string id, string name, string pattern, params string[] ignored) => Rule(id, name, AlertSeverity.Warning, pattern, ignored);

    private static ConsoleRule Info(string id, string name, string pattern, params string[] ignored) => Rule(id, name, AlertSeverity.Info, pattern, ignored);

    private static ConsoleRule Rule(string id, string name, AlertSeverity severity, string pattern, string[] ignored) =>
        new(id, name, severity, pattern, ignored, s_window) { IsBuiltIn = true };
}
