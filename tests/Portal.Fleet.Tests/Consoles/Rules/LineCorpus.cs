namespace Portal.Fleet.Tests.Consoles.Rules;

/// <summary>
/// Lines as machines print them, and the rules that each must raise; a hyphen where it must raise none. The latter are the ones in which naive patterns
/// (<c>watchdog</c>, <c>RIP:</c>, <c>error</c>, <c>panic</c>) cry wolf.
/// </summary>
internal static class LineCorpus
{
    private const string Table = """
        # The kernel dies
        kernel-panic          | [    2.113491] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)
        kernel-panic          | [ 8123.558122] Kernel panic - not syncing: Fatal exception in interrupt
        kernel-panic          | [   77.000001] Kernel panic - not syncing: Attempted to kill init! exitcode=0x0000000b
        kernel-panic          | panic: page fault
        kernel-panic          | (XEN) Panic on CPU 3:
        kernel-panic          | *** STOP: 0x0000007B (0xFFFFF880009A97E8,0xFFFFFFFFC0000034)
        kernel-panic oom-kill | [ 9912.220001] Kernel panic - not syncing: Out of memory and no killable processes...
        -                     | [ 8123.558200] ---[ end Kernel panic - not syncing: Fatal exception in interrupt ]---
        -                     | [    0.000000] Kernel command line: BOOT_IMAGE=/vmlinuz root=/dev/sda2 ro panic=10 panic_on_oops=1 console=ttyS0,115200
        -                     | kernel.panic = 10
        -                     | [    1.202331] sysctl: setting kernel.panic_on_io_nmi to 1
        -                     | systemd[1]: Started Panic button daemon.
        kernel-oops           | [  921.110002] BUG: unable to handle page fault for address: ffffa2c3c0a81000
        kernel-oops           | [  921.110002] BUG: kernel NULL pointer dereference, address: 0000000000000008
        kernel-oops           | [  921.110110] Oops: 0002 [#1] SMP NOPTI
        kernel-oops           | [  921.110110] Oops: 0000 [#1] PREEMPT SMP PTI
        kernel-oops           | [   12.998000] kernel BUG at mm/slub.c:306!
        kernel-oops           | [   55.000100] Unable to handle kernel NULL pointer dereference at virtual address 0000000000000010
        kernel-oops           | [   55.000400] general protection fault, probably for non-canonical address 0xdead000000000100: 0000 [#1] SMP PTI
        -                     | [   88.100001] traps: chrome[3311] general protection fault ip:55d0c1a0 sp:7ffd1c90 error:0 in chrome[55d0bf00]
        -                     | [  921.110120] RIP: 0010:native_safe_halt+0xe/0x10
        -                     | [    0.000000] x86/fpu: Supporting XSAVE feature 0x001: 'x87 floating point registers'
        -                     | Oops, wrong password. Try again.
        kernel-warning        | [ 1201.300000] WARNING: CPU: 3 PID: 4411 at net/sched/sch_generic.c:525 dev_watchdog+0x1f9/0x200
        -                     | WARNING: apt does not have a stable CLI interface. Use with caution in scripts.
        crash-dump            | [    0.000000] Starting crashdump kernel...
        crash-dump            | kdump[519]: saving to /var/crash/127.0.0.1-2026-11-23-03:14:07/
        -                     | systemd[1]: Starting Crash recovery kernel arming (kdump)...

        # Hardware
        machine-check         | [  300.100000] mce: [Hardware Error]: CPU 3: Machine Check Exception: 5 Bank 4: be00000000800400
        machine-check         | [  300.100000] mce: [Hardware Error]: CPU 12: Machine Check: 0 Bank 7: cc00080000010090
        machine-check         | [  300.100210] mce: [Hardware Error]: Processor context corrupt
        machine-check         | [  300.100210] Kernel: Fatal machine check on current CPU
        machine-check         | [ 4100.000001] EDAC MC0: 1 UE memory read error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#0 (channel:1 slot:0)
        machine-check         | [ 4100.100001] Memory failure: 0x12fa4c: recovery action for dirty LRU page: Recovered
        machine-check         | HARDWARE ERROR. This is *NOT* a software problem!
        hardware-error        | [ 4000.000001] mce: [Hardware Error]: Machine check events logged
        hardware-error        | [ 4000.000001] EDAC MC1: 4 CE memory read error on CPU_SrcID#1_MC#0_Chan#0_DIMM#0
        hardware-error        | [ 4000.000007] [Hardware Error]: Corrected error, no action required.
        -                     | [    0.020311] mce: CPU0: Thermal monitoring enabled (TM1)
        -                     | [    0.020322] mce: CPU supports 20 MCE banks
        -                     | [    0.101010] MCE: In-kernel MCE decoding enabled.
        -                     | [    0.812345] EDAC MC: Ver: 3.0.0
        -                     | [    1.012345] EDAC MC0: Giving out device to module skx_edac controller Skylake Socket#0 IMC#0
        -                     | Machine check exception support: enabled
        pcie-error            | [  620.000100] pcieport 0000:00:03.0: PCIe Bus Error: severity=Uncorrected (Fatal), type=Transaction Layer
        pcie-error            | [  620.000090] pcieport 0000:00:03.0: AER: Uncorrected (Non-Fatal) error received: 0000:3b:00.0
        -                     | [    1.500000] pcieport 0000:00:1c.0: AER: enabled with IRQ 122
        -                     | [    0.612345] acpi PNP0A08:00: _OSC: OS now controls [PCIeHotplug SHPCHotplug PME AER PCIeCapability LTR DPC]
        thermal-throttle      | [ 2020.123456] mce: CPU7: Package temperature above threshold, cpu clock throttled (total events = 122)
        thermal-throttle      | [ 2020.123456] CPU1: Core temperature above threshold, cpu clock throttled (total events = 1)
        -                     | [ 2021.123456] mce: CPU7: Package temperature/speed normal
        -                     | [    0.210000] thermal_sys: Registered thermal governor 'step_wise'
        thermal-shutdown      | [ 3030.000001] thermal thermal_zone0: acpitz: critical temperature reached, shutting down
        memory-fault          | Memory training failure: CPU0 DIMM_A2, mapped out
        memory-fault          | WARNING: DIMM B3 has been disabled after a failed test
        -                     | DIMM A1: 32768 MB DDR5-4800 ECC
        watchdog-reset        | Last reset cause: hardware watchdog
        watchdog-reset        | IPMI Watchdog timer expired. System reset.
        -                     | [    0.142000] NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.
        -                     | [    5.142000] iTCO_wdt iTCO_wdt: initialized. heartbeat=30 sec (nowayout=0)
        -                     | [    5.150000] IPMI Watchdog: driver initialized
        -                     | systemd[1]: Using hardware watchdog 'iTCO_wdt', version 6, device /dev/watchdog0
        -                     | systemd-shutdown[1]: Syncing filesystems and block devices.
        -                     | [91000.000000] watchdog: watchdog0: watchdog did not stop!

        # The kernel hangs
        lockup                | [ 1000.000001] watchdog: BUG: soft lockup - CPU#5 stuck for 22s! [kworker/5:1:1312]
        lockup                | [ 1000.000001] NMI watchdog: Watchdog detected hard LOCKUP on cpu 3
        -                     | [    0.000000] kernel: softlockup_panic=1 nmi_watchdog=1
        rcu-stall             | [ 1100.000001] rcu: INFO: rcu_sched self-detected stall on CPU
        rcu-stall             | [ 1100.000001] rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
        rcu-stall             | [ 1100.000001] rcu_sched kthread starved for 5250 jiffies! g12345 f0x0 RCU_GP_WAIT_FQS(5)
        -                     | [    0.000000] rcu:     RCU CPU stall warnings timeout set to 60 (rcu_cpu_stall_timeout).
        -                     | [    0.000000] rcu: Hierarchical RCU implementation.
        -                     | [    0.000000] rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=64
        hung-task             | [ 1230.000001] INFO: task kworker/u64:2:2211 blocked for more than 120 seconds.
        -                     | [ 1230.000005] "echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.
        oom-kill              | [ 5000.000001] java invoked oom-killer: gfp_mask=0x1100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0
        oom-kill              | [ 5000.100001] Out of memory: Killed process 1742 (java) total-vm:18435412kB, anon-rss:15122512kB
        oom-kill              | [ 5000.100001] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=docker-1f,task=python3,pid=991,uid=1000
        oom-kill              | [ 5000.100001] Memory cgroup out of memory: Killed process 991 (python3) total-vm:2097152kB
        -                     | systemd[1]: Listening on systemd-oomd.socket - Userspace Out-Of-Memory (OOM) Killer Socket.
        -                     | systemd[1]: Started systemd-oomd.service - Userspace Out-Of-Memory (OOM) Killer.

        # Disks and file systems
        filesystem-read-only  | [  810.000001] EXT4-fs (sda2): Remounting filesystem read-only
        filesystem-read-only  | [  810.000001] BTRFS info (device sdb1 state E): forced readonly
        filesystem-read-only  | [  810.000001] Aborting journal on device sda2-8.
        -                     | systemd-shutdown[1]: Remounting '/' read-only with options 'errors=remount-ro'.
        -                     | [   12.000001] EXT4-fs (sda2): mounted filesystem with ordered data mode. Opts: errors=remount-ro. Quota mode: none.
        -                     | [   11.000001] EXT4-fs (sda2): re-mounted 6f1c6d2e-1111-4d2c-9a51-0b5b5fd6a9a1 r/w. Quota mode: none.
        -                     | [    1.900001] VFS: Mounted root (squashfs filesystem) readonly on device 7:0.
        filesystem-corrupt    | [  809.000001] EXT4-fs error (device sda2): ext4_find_entry:1455: inode #131073: comm bash: reading directory lblock 0
        filesystem-corrupt    | [  700.000001] XFS (dm-3): Corruption detected. Unmount and run xfs_repair
        filesystem-corrupt    | [  700.000001] XFS (sdc1): Metadata CRC error detected at xfs_agf_read_verify+0xc5/0x100 [xfs], xfs_agf block 0x1
        filesystem-corrupt    | [  700.000001] BTRFS error (device sdb1): parent transid verify failed on 30441472 wanted 12 found 10
        filesystem-corrupt    | /dev/sda2: UNEXPECTED INCONSISTENCY; RUN fsck MANUALLY.
        filesystem-corrupt    | ls: cannot access '/srv': Structure needs cleaning
        -                     | [    9.000001] XFS (sda3): Ending clean mount
        -                     | [    9.000001] XFS (sda3): Starting recovery (logdev: internal)
        -                     | /dev/sda2: clean, 421122/6553600 files, 8121122/26214400 blocks
        disk-error            | [  600.000001] blk_update_request: I/O error, dev sdb, sector 1953525000 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 0
        disk-error            | [  600.000001] Buffer I/O error on dev sdb1, logical block 244190208, async page read
        disk-error            | [  600.000001] sd 0:0:1:0: [sdb] tag#12 Sense Key : Medium Error [current]
        disk-error            | [  600.000001] sd 0:0:1:0: [sdb] tag#12 Add. Sense: Unrecovered read error
        disk-error            | [  600.000001] critical medium error, dev nvme1n1, sector 88112 op 0x0:(READ) flags 0x0
        -                     | [   22.000001] blk_update_request: I/O error, dev fd0, sector 0 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 0
        -                     | [   22.000001] Buffer I/O error on dev sr0, logical block 0, async page read
        -                     | [    2.000001] sd 0:0:0:0: [sda] Write Protect is off
        disk-timeout          | [  610.000001] nvme nvme0: I/O 24 QID 3 timeout, aborting
        disk-timeout          | [  610.000001] nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0x10
        disk-timeout          | [  610.000001] ata3.00: exception Emask 0x0 SAct 0x40000 SErr 0x0 action 0x6 frozen
        disk-timeout          | [  610.000001] ata3.00: failed command: READ FPDMA QUEUED
        -                     | [    1.700000] nvme nvme0: 16/0/0 default/read/poll queues
        -                     | [    1.700000] ata1: SATA max UDMA/133 abar m2048@0xa3a02000 port 0xa3a02100 irq 125
        raid-degraded         | [  500.000001] md/raid1:md0: Disk failure on sdb1, disabling device.
        raid-degraded         | [   10.000001] md/raid:md127: not enough operational devices (3/5 failed)
        raid-degraded         | [   10.000001] md: kicking non-fresh sdc1 from array!
        raid-degraded         | Virtual Disk 0 on Controller PERC H755 is degraded
        -                     | [   10.000001] md/raid1:md0: active with 2 out of 2 mirrors
        -                     | [    0.000000] md: start_dirty_degraded=0

        # Network
        link-down             | [  400.000001] igb 0000:01:00.0 eno1: igb: eno1 NIC Link is Down
        link-down             | [  400.000001] e1000e 0000:00:1f.6 eno1: NIC Link is Down
        link-down             | [  400.000001] mlx5_core 0000:3b:00.0 ens1f0np0: Link down
        link-down             | [  400.000001] bond0: (slave ens1f1): link status definitely down, disabling slave
        link-down             | systemd-networkd[611]: eno1: Lost carrier
        link-down             | [  400.000001] NETDEV WATCHDOG: eno2 (bnx2x): transmit queue 3 timed out
        -                     | [    3.000001] ata3: SATA link down (SStatus 0 SControl 300)
        -                     | [   15.000001] IPv6: ADDRCONF(NETDEV_UP): eno2: link is not ready
        -                     | [   17.000001] igb 0000:01:00.0 eno1: igb: eno1 NIC Link is Up 1000 Mbps Full Duplex, Flow Control: RX
        -                     | [   17.000001] mlx5_core 0000:3b:00.0 ens1f0np0: Link up

        # Boot
        boot-failed           | No bootable device.
        boot-failed           | No bootable medium found! System halted.
        boot-failed           | Reboot and Select proper Boot device or Insert Boot Media in selected Boot device and press a key
        boot-failed           | error: no such device: 6f1c6d2e-1111-4d2c-9a51-0b5b5fd6a9a1.
        boot-failed           | grub rescue>
        boot-failed           | [    2.500000] Run /bin/sh as init process failed: No working init found.  Try passing init= option to kernel.
        -                     | Booting from Hard Disk...
        -                     | >>Start PXE over IPv4.
        -                     | Boot Option #1 [Hard Disk: debian (SATA,Port:0)]
        emergency-shell       | You are in emergency mode. After logging in, type "journalctl -xb" to view
        emergency-shell       | dracut:/#
        emergency-shell       | (initramfs)
        emergency-shell       | Give root password for maintenance
        emergency-shell       | ALERT!  UUID=6f1c6d2e-1111-4d2c-9a51-0b5b5fd6a9a1 does not exist.  Dropping to a shell!
        -                     | [    2.700000] Unpacking initramfs...
        -                     | Loading initial ramdisk (initramfs) ...
        -                     | systemd[1]: Condition check resulted in emergency.service - Emergency Shell being skipped.
        pxe-failed            | PXE-E61: Media test failure, check cable
        pxe-failed            | PXE-M0F: Exiting Intel Boot Agent.
        pxe-failed            | No DHCP or proxyDHCP offers were received.
        -                     | iPXE 1.21.1+ -- Open Source Network Boot Firmware -- https://ipxe.org
        -                     | [    4.000001] systemd[1]: Reached target network-online.target - Network is Online.

        # What people and programs print
        -                     | root@web-1:~# systemctl status watchdog
        -                     | web-1 login:
        -                     | 2026-11-23T03:14:07Z ERROR worker-7 request failed: upstream timed out, retrying
        -                     | Setting up linux-image-6.1.0-25-amd64 (6.1.106-3) ...
        """;

    /// <summary>Each line with the ids of the rules it must raise.</summary>
    public static IEnumerable<(string Line, string[] Rules)> All =>
        Table.Split('\n').Where(row => row.Length > 0 && row[0] != '#').Select(row => row.Split(" | ", 2)).Select(cells =>
            (cells[1], cells[0].Trim() == "-" ? [] : cells[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
