using System.Globalization;

namespace Portal.BmcSim.Machine;

/// <summary>The kernel's and the service manager's boot messages.</summary>
internal static class KernelBoot
{
    private const double BootSeconds = 2.6;

    /// <summary>The kernel's lines, without line ends; also what dmesg shows.</summary>
    public static string[] Lines(HostProfile p, string hostName)
    {
        var texts = Texts(p, hostName).ToArray();
        var lines = new string[texts.Length];
        var random = new Random(hostName.Length + p.MemoryGiB);
        var at = 0.0;
        for (var i = 0; i < texts.Length; i++)
        {
            lines[i] = Stamp(at) + texts[i];
            // The clock starts a while after the kernel does.
            if (i >= 14)
                at += BootSeconds / (texts.Length - 14) * 2 * random.NextDouble();
        }
        return lines;
    }

    public static string Stamp(double seconds) => string.Create(CultureInfo.InvariantCulture, $"[{seconds,12:0.000000}] ");

    public static IEnumerable<Beat> Kernel(HostProfile p, string hostName)
    {
        var before = 0.0;
        foreach (var line in Lines(p, hostName))
        {
            var at = double.Parse(line.AsSpan(1, 12), CultureInfo.InvariantCulture);
            yield return new Beat((at - before) * 1000, line + "\n");
            before = at;
        }
    }

    public static IEnumerable<Beat> Services(HostProfile p, string hostName)
    {
        yield return new Beat(120, $"\nWelcome to \x1b[1m{p.OsName} {p.OsVersion} ({p.OsCode})\x1b[0m!\n\n");
        string[] reached =
        [
            "Reached target \x1b[0;1;39mslices.target\x1b[0m - Slice Units.", "Listening on \x1b[0;1;39msystemd-journald.socket\x1b[0m - Journal Socket.",
            "Listening on \x1b[0;1;39msystemd-udevd-kernel.socket\x1b[0m - udev Kernel Socket.", "Mounted \x1b[0;1;39mdev-hugepages.mount\x1b[0m - Huge Pages File System.",
            "Started \x1b[0;1;39msystemd-journald.service\x1b[0m - Journal Service.", "Finished \x1b[0;1;39msystemd-modules-load.service\x1b[0m - Load Kernel Modules.",
            "Finished \x1b[0;1;39msystemd-remount-fs.service\x1b[0m - Remount Root and Kernel File Systems.", "Finished \x1b[0;1;39msystemd-sysctl.service\x1b[0m - Apply Kernel Variables.",
            $"Found device \x1b[0;1;39mdev-disk-by\\x2dlabel-EFI.device\x1b[0m - {p.DiskModel} EFI.", "Reached target \x1b[0;1;39mlocal-fs.target\x1b[0m - Local File Systems.",
            "Finished \x1b[0;1;39msystemd-tmpfiles-setup.service\x1b[0m - Create Volatile Files and Directories.", "Reached target \x1b[0;1;39msysinit.target\x1b[0m - System Initialization.",
            "Started \x1b[0;1;39mdbus.service\x1b[0m - D-Bus System Message Bus.", "Started \x1b[0;1;39mcron.service\x1b[0m - Regular background program processing daemon.",
            "Started \x1b[0;1;39mchronyd.service\x1b[0m - NTP client/server.", $"Finished \x1b[0;1;39mnetworking.service\x1b[0m - Raise network interface {p.Nic}.",
            "Reached target \x1b[0;1;39mnetwork-online.target\x1b[0m - Network is Online.", "Started \x1b[0;1;39mssh.service\x1b[0m - OpenBSD Secure Shell server.",
            "Started \x1b[0;1;39mserial-getty@ttyS0.service\x1b[0m - Serial Getty on ttyS0.", "Reached target \x1b[0;1;39mmulti-user.target\x1b[0m - Multi-User System.",
        ];
        foreach (var line in reached)
            yield return new Beat(85, Ok(line));
        yield return new Beat(350, LoginPrompt(p, hostName, banner: true));
    }

    public static IEnumerable<Beat> Stopping(double uptime, bool reboot)
    {
        string[] stopped =
        [
            "Stopped target \x1b[0;1;39mmulti-user.target\x1b[0m - Multi-User System.", "Stopped \x1b[0;1;39mserial-getty@ttyS0.service\x1b[0m - Serial Getty on ttyS0.",
            "Stopped \x1b[0;1;39mssh.service\x1b[0m - OpenBSD Secure Shell server.", "Stopped \x1b[0;1;39mcron.service\x1b[0m - Regular background program processing daemon.",
            "Stopped \x1b[0;1;39mchronyd.service\x1b[0m - NTP client/server.", "Stopped target \x1b[0;1;39mnetwork.target\x1b[0m - Network.",
            "Stopped target \x1b[0;1;39mbasic.target\x1b[0m - Basic System.", "Unmounted \x1b[0;1;39mboot-efi.mount\x1b[0m - /boot/efi.",
            "Stopped target \x1b[0;1;39mlocal-fs.target\x1b[0m - Local File Systems.", "Reached target \x1b[0;1;39mumount.target\x1b[0m - Unmount All Filesystems.",
            $"Reached target \x1b[0;1;39m{(reboot ? "reboot" : "poweroff")}.target\x1b[0m - System {(reboot ? "Reboot" : "Power Off")}.",
        ];
        yield return new Beat(100, "\n");
        foreach (var line in stopped)
            yield return new Beat(120, Ok(line));
        yield return new Beat(250, Stamp(uptime + 1.4) + "systemd-shutdown[1]: Syncing filesystems and block devices.\n");
        yield return new Beat(150, Stamp(uptime + 1.6) + "systemd-shutdown[1]: All filesystems unmounted.\n");
        yield return new Beat(150, Stamp(uptime + 1.8) + (reboot ? "reboot: Restarting system\n" : "reboot: Power down\n"));
    }

    public static string LoginPrompt(HostProfile p, string hostName, bool banner) =>
        banner ? $"\n{p.OsName} {p.OsVersion} {hostName} ttyS0\n\n{hostName} login: " : $"{hostName} login: ";

    private static string Ok(string text) => $"[\x1b[0;32m  OK  \x1b[0m] {text}\n";

    private static IEnumerable<string> Texts(HostProfile p, string host)
    {
        var top = p.MemoryGiB * 1024L * 1024 * 1024;
        yield return $"Linux version {p.Kernel} (build@{p.OsId}) (gcc 14.2.0, GNU ld 2.44) {p.KernelBuild}";
        yield return $"Command line: BOOT_IMAGE=/boot/vmlinuz-{p.Kernel} root=/dev/mapper/{host}-root ro console=tty0 console=ttyS0,115200n8";
        yield return "KERNEL supported cpus:";
        yield return p.Cpu.StartsWith("AMD", StringComparison.Ordinal) ? "  AMD AuthenticAMD" : "  Intel GenuineIntel";
        yield return "x86/fpu: x87 FPU will use FXSAVE";
        yield return "signal: max sigframe size: 3632";
        yield return "BIOS-provided physical RAM map:";
        yield return "BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable";
        yield return "BIOS-e820: [mem 0x0000000000100000-0x000000006effffff] usable";
        yield return "BIOS-e820: [mem 0x000000006f000000-0x0000000070ffffff] ACPI NVS";
        yield return "BIOS-e820: [mem 0x0000000080000000-0x000000008fffffff] reserved";
        yield return $"BIOS-e820: [mem 0x0000000100000000-0x{top - 1:x16}] usable";
        yield return "NX (Execute Disable) protection: active";
        yield return $"DMI: {p.Vendor} {p.Model}/{p.Board}, BIOS {p.FirmwareVersion} {p.FirmwareDate}";
        yield return "tsc: Detected 2400.000 MHz processor";
        yield return $"last_pfn = 0x{top / 4096:x} max_arch_pfn = 0x400000000";
        yield return "x86/PAT: Configuration [0-7]: WB  WC  UC- UC  WB  WP  UC- WT";
        yield return "Using GB pages for direct mapping";
        yield return "secureboot: Secure boot disabled";
        yield return "ACPI: Early table checksum verification disabled";
        yield return $"ACPI: RSDP 0x000000006F0FE014 000024 (v02 {p.Vendor[..4].ToUpperInvariant(),-6})";
        yield return "ACPI: SPCR: console: uart,io,0x3f8,115200";
        yield return $"SRAT: {p.Sockets} node(s), {p.Threads} processors";
        yield return $"smpboot: Allowing {p.Threads} CPUs, 0 hotplug CPUs";
        yield return $"Memory: {p.MemoryKiB}K/{p.MemoryGiB * 1024L * 1024}K available (16384K kernel code, 2477K rwdata, 11820K rodata)";
        yield return $"SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs={p.Threads}, Nodes={p.Sockets}";
        yield return "rcu: Hierarchical RCU implementation.";
        yield return "Console: colour dummy device 80x25";
        yield return "printk: legacy console [tty0] enabled";
        yield return "printk: legacy console [ttyS0] enabled";
        yield return "Calibrating delay loop (skipped), value calculated using timer frequency.. 4800.00 BogoMIPS";
        yield return "LSM: initializing lsm=lockdown,capability,landlock,yama,apparmor,bpf,ima,evm";
        yield return $"smpboot: CPU0: {p.Cpu} (family: 0x6, model: 0x8f, stepping: 0x8)";
        yield return "smp: Bringing up secondary CPUs ...";
        yield return $"smp: Brought up {p.Sockets} nodes, {p.Threads} CPUs";
        yield return "devtmpfs: initialized";
        yield return "NET: Registered PF_NETLINK/PF_ROUTE protocol family";
        yield return "thermal_sys: Registered thermal governor 'step_wise'";
        yield return "PCI: MMCONFIG for domain 0000 [bus 00-ff] at [mem 0x80000000-0x8fffffff]";
        yield return "ACPI: Interpreter enabled";
        yield return "ACPI: PCI Root Bridge [PC00] (domain 0000 [bus 00-16])";
        yield return "pci 0000:00:1f.0: [8086:1b81] type 00 class 0x060100 conventional PCI endpoint";
        yield return "iommu: Default domain type: Translated";
        yield return "SCSI subsystem initialized";
        yield return "EDAC MC: Ver: 3.0.0";
        yield return "clocksource: Switched to clocksource tsc-early";
        yield return "NET: Registered PF_INET protocol family";
        yield return "TCP: Hash tables configured (established 524288 bind 65536)";
        yield return "Trying to unpack rootfs image as initramfs...";
        yield return "Freeing initrd memory: 61284K";
        yield return "Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled";
        yield return "00:04: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A";
        yield return "ipmi_si IPI0001:00: ipmi_platform: probing via ACPI";
        yield return "ipmi_si IPI0001:00: IPMI kcs interface initialized";
        yield return $"{p.NicDriver} 0000:18:00.0 {p.Nic}: renamed from eth0";
        yield return p.Disk == "sda" ? $"sd 0:0:0:0: [sda] Attached SCSI disk, {p.DiskModel}" : $"nvme nvme0: pci function 0000:5e:00.0, {p.DiskModel}";
        yield return $" {p.Disk}: p1 p2 p3";
        yield return "device-mapper: ioctl: 4.48.0-ioctl initialised";
        yield return "Run /init as init process";
        yield return "EXT4-fs (dm-0): mounted filesystem with ordered data mode. Quota mode: none.";
        yield return "systemd[1]: systemd running in system mode (+PAM +AUDIT +SELINUX +APPARMOR)";
        yield return "systemd[1]: Detected architecture x86-64.";
        yield return $"systemd[1]: Hostname set to <{host}>.";
        yield return "Adding 8388604k swap on /dev/mapper/swap.  Priority:-2 extents:1";
        yield return "EXT4-fs (dm-0): re-mounted. Quota mode: none.";
        yield return $"{p.NicDriver} 0000:18:00.0 {p.Nic}: NIC Link is Up {p.NicSpeed} Mbps full duplex, Flow Control: None";
    }
}
