using System.Globalization;

namespace Portal.BmcSim.Machine;

/// <summary>Lines that a healthy, idle server prints now and then.</summary>
internal static class IdleChatter
{
    public static string Line(HostProfile p, double uptime, Random random)
    {
        var number = random.Next(1000, 9999);
        var text = random.Next(12) switch
        {
            0 => $"perf: interrupt took too long ({number / 2} > 2500), lowering kernel.perf_event_max_sample_rate to {number * 10}",
            1 => $"audit: type=1400 audit({number}): apparmor=\"STATUS\" operation=\"profile_replace\" profile=\"unconfined\" name=\"chronyd\"",
            2 => "EXT4-fs (dm-2): mounted filesystem with ordered data mode. Quota mode: none.",
            3 => $"systemd[1]: Finished logrotate.service - Rotate log files.",
            4 => $"CRON[{number}]: (root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)",
            5 => "TCP: request_sock_TCP: Possible SYN flooding on port 443. Sending cookies.",
            6 => $"smartd[{number / 4}]: Device: /dev/{p.Disk}, SMART usage attribute: Temperature changed {random.Next(36, 40)} to {random.Next(40, 44)}",
            7 => $"{p.NicDriver} 0000:18:00.0 {p.Nic}: NIC Link is Up {p.NicSpeed} Mbps full duplex, Flow Control: None",
            8 => $"chronyd[{number / 5}]: Selected source 192.0.2.{random.Next(2, 250)} (ntp.example)",
            9 => "EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0 (channel:0 slot:0 page:0x7f2a1)",
            10 => "systemd[1]: Starting fstrim.service - Discard unused blocks on filesystems from /etc/fstab...",
            _ => string.Create(CultureInfo.InvariantCulture, $"device-mapper: thin: 253:4: {random.Next(40, 70)}% of data space in use"),
        };
        return KernelBoot.Stamp(uptime) + text + "\n";
    }
}
