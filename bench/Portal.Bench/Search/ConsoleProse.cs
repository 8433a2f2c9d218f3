using System.Text.Unicode;

namespace Portal.Bench.Search;

/// <summary>
/// What one host prints: lines of kernel, services and firmware with names and numbers that differ from host to host and from line to line. The same
/// every time for a host.
/// </summary>
internal sealed class ConsoleProse(int host)
{
    private static readonly string[] s_devices = ["nvme0n1", "nvme1n1", "sda", "sdb", "eno1", "eno2", "ens3f0np0", "enp59s0f1", "mlx5_core", "i40e", "megaraid_sas", "xhci_hcd"];
    private static readonly string[] s_services = ["sshd", "cron", "systemd", "chronyd", "kubelet", "containerd", "dockerd", "postgres", "nginx", "node_exporter", "rsyslogd", "NetworkManager"];
    private static readonly string[] s_users = ["root", "deploy", "backup", "postgres", "alice", "bob", "ansible", "nagios"];

    private ulong _state = ((ulong)host * 0x9E3779B97F4A7C15) + 0x1234567;
    private double _uptime;

    /// <summary>Writes one line and answers its length.</summary>
    public int Line(Span<byte> into)
    {
        var dice = Next();
        _uptime += 0.001 + ((dice >> 40) % 1000 / 250.0);
        uint a = (uint)Next(), b = (uint)(Next() >> 32), c = (uint)dice;
        var device = s_devices[b % (uint)s_devices.Length];
        var service = s_services[a % (uint)s_services.Length];
        var user = s_users[c % (uint)s_users.Length];
        var written = 0;
        _ = ((dice >> 8) % 24) switch
        {
            0 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] pci 0000:{a % 256:x2}:{b % 32:x2}.{c % 8}: BAR 0 [mem 0x{a:x8}-0x{b:x8} 64bit pref]\r\n", out written),
            1 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] {device}: link is up at {10 * (1 + (a % 10))} Gbps, full duplex, flow control: rx/tx\r\n", out written),
            2 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] usb {a % 8}-{b % 16}: new high-speed USB device number {c % 128} using xhci_hcd\r\n", out written),
            3 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] EXT4-fs ({device}p{a % 8}): mounted filesystem {a:x8}-{b % 65536:x4}-{c % 65536:x4} r/w with ordered data mode\r\n", out written),
            4 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] audit: type=1400 audit({a}.{b % 1000:d3}:{c % 100000}): apparmor=\"STATUS\" operation=\"profile_load\" name=\"{service}\"\r\n", out written),
            5 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] {device}: irq {b % 512} enabled at IOAPIC {a % 65536:x4}, vector {c % 256}\r\n", out written),
            6 => Utf8.TryWrite(into, $"host-{host:d4} {service}[{a % 65536}]: Started session c{b % 4096} of user {user}.\r\n", out written),
            7 => Utf8.TryWrite(into, $"host-{host:d4} sshd[{a % 65536}]: Accepted publickey for {user} from 10.{a % 256}.{b % 256}.{c % 256} port {b % 65536} ssh2: ED25519 SHA256:{a:x8}{b:x8}{c:x8}\r\n", out written),
            8 => Utf8.TryWrite(into, $"host-{host:d4} {service}[{a % 65536}]: connection from 10.{c % 256}.{b % 256}.{a % 256} closed after {b % 100000} ms, {a % 1000000} bytes\r\n", out written),
            9 => Utf8.TryWrite(into, $"         \u001b[32m[  OK  ]\u001b[0m Reached target {service}-{a % 64}.target - {service} is ready.\r\n", out written),
            10 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] {device}: I/O queue {a % 128} completed {b % 1000000} requests, latency {c % 10000} us\r\n", out written),
            11 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] EDAC MC{a % 4}: 1 CE memory read error on CPU_SrcID#{b % 2}_Ha#0_Chan#{c % 4}_DIMM#{a % 2} (channel:{c % 4} slot:{b % 2} page:0x{a:x} offset:0x{b % 4096:x})\r\n", out written),
            12 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] TCP: request_sock_TCP: Possible SYN flooding on port {b % 65536}. Sending cookies. Check SNMP counters.\r\n", out written),
            13 => Utf8.TryWrite(into, $"host-{host:d4} login: {user}\r\nPassword: \r\nLast login: {a % 28 + 1} Nov 2026 from 10.0.{b % 256}.{c % 256}\r\n", out written),
            14 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] ACPI: \\_SB_.PCI{a % 8}.BR{b % 64:x2}: Memory slot {c % 32} initialized at 0x{a:x8}{b:x8}\r\n", out written),
            15 => Utf8.TryWrite(into, $"{user}@host-{host:d4}:~$ journalctl -u {service} --since -{a % 60}m | tail -n {b % 100}\r\n", out written),
            16 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] {service}[{a % 65536}]: segfault at {b:x} ip {a:x8}{c:x8} sp {b:x8}{a:x8} error {c % 16} in libc.so.6[{c:x}+195000]\r\n", out written),
            17 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] docker0: port {a % 64}(veth{b:x7}) entered forwarding state\r\n", out written),
            18 => Utf8.TryWrite(into, $"host-{host:d4} kubelet[{a % 65536}]: pod {service}-{b:x8}-{c % 1048576:x5} container started after {a % 90}.{b % 1000:d3} s\r\n", out written),
            19 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] systemd[1]: {service}.service: Scheduled restart job, restart counter is at {a % 100}.\r\n", out written),
            20 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] perf: interrupt took too long ({a % 10000} > {b % 10000}), lowering kernel.perf_event_max_sample_rate to {c % 100000}\r\n", out written),
            21 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] {device}: renamed from eth{a % 4}\r\n", out written),
            22 => Utf8.TryWrite(into, $"[{_uptime,12:F6}] nf_conntrack: nf_conntrack: table {b % 100} % full, {a} entries\r\n", out written),
            _ => Utf8.TryWrite(into, $"[{_uptime,12:F6}] md127: resync of RAID array {a % 1000 / 10.0:F1} % done, speed {b % 400000} K/sec, finish {c % 600} min\r\n", out written),
        };
        return written;
    }

    private ulong Next()
    {
        // SplitMix64.
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
