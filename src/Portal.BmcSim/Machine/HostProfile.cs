namespace Portal.BmcSim.Machine;

/// <summary>A make of server: what its firmware, kernel and shell say about it. The makers are invented.</summary>
internal sealed record HostProfile
{
    private static readonly HostProfile[] s_all =
    [
        new()
        {
            Vendor = "Northlight", Model = "NL-2210", Board = "NLB-X2", FirmwareName = "Aurora UEFI", FirmwareVersion = "3.07", FirmwareDate = "04/18/2025",
            Cpu = "Intel(R) Xeon(R) Gold 6430", Sockets = 2, Cores = 32, MemoryGiB = 256, MemoryKind = "DDR5-4400 ECC",
            Nic = "eno1", NicDriver = "ice", NicSpeed = 25000, Disk = "nvme0n1", DiskModel = "PHL-U2 3840GB", DiskGB = 3840,
            Kernel = "6.12.41+deb13-amd64", KernelBuild = "#1 SMP PREEMPT_DYNAMIC Debian 6.12.41-1 (2025-08-12)",
            OsName = "Debian GNU/Linux", OsId = "debian", OsVersion = "13", OsCode = "trixie",
        },
        new()
        {
            Vendor = "Halden Systems", Model = "H1 Edge", Board = "H1-MB rev C", FirmwareName = "HSFirmware", FirmwareVersion = "1.22.0", FirmwareDate = "11/02/2024",
            Cpu = "AMD EPYC 8224P 24-Core Processor", Sockets = 1, Cores = 24, MemoryGiB = 96, MemoryKind = "DDR5-4800 ECC",
            Nic = "enp66s0f0", NicDriver = "bnxt_en", NicSpeed = 10000, Disk = "nvme0n1", DiskModel = "KX9 Enterprise 960GB", DiskGB = 960,
            Kernel = "6.8.0-79-generic", KernelBuild = "#79-Ubuntu SMP PREEMPT_DYNAMIC Tue Aug 12 14:42:46 UTC 2025",
            OsName = "Ubuntu", OsId = "ubuntu", OsVersion = "24.04", OsCode = "noble",
        },
        new()
        {
            Vendor = "Corvus", Model = "C4 GPU", Board = "C4-HGX", FirmwareName = "Corvus Platform BIOS", FirmwareVersion = "2.4b", FirmwareDate = "01/29/2025",
            Cpu = "AMD EPYC 9354 32-Core Processor", Sockets = 2, Cores = 32, MemoryGiB = 768, MemoryKind = "DDR5-4800 ECC",
            Nic = "ens3f0np0", NicDriver = "mlx5_core", NicSpeed = 100000, Disk = "nvme0n1", DiskModel = "DCX-P5 7680GB", DiskGB = 7680,
            Kernel = "5.14.0-570.32.1.el9_6.x86_64", KernelBuild = "#1 SMP PREEMPT_DYNAMIC Wed Aug 6 11:21:08 UTC 2025",
            OsName = "Rocky Linux", OsId = "rocky", OsVersion = "9.6", OsCode = "Blue Onyx",
        },
        new()
        {
            Vendor = "Tern", Model = "T60 Storage", Board = "T60-BP", FirmwareName = "Tern CoreFW", FirmwareVersion = "0.98", FirmwareDate = "07/07/2024",
            Cpu = "Intel(R) Xeon(R) Silver 4314 CPU @ 2.40GHz", Sockets = 1, Cores = 16, MemoryGiB = 128, MemoryKind = "DDR4-3200 ECC",
            Nic = "enp24s0f0", NicDriver = "igb", NicSpeed = 1000, Disk = "sda", DiskModel = "HGX 16TB SAS", DiskGB = 16000,
            Kernel = "6.1.0-38-amd64", KernelBuild = "#1 SMP PREEMPT_DYNAMIC Debian 6.1.147-1 (2025-08-02)",
            OsName = "Debian GNU/Linux", OsId = "debian", OsVersion = "12", OsCode = "bookworm",
        },
    ];

    public required string Vendor { get; init; }

    public required string Model { get; init; }

    public required string Board { get; init; }

    public required string FirmwareName { get; init; }

    public required string FirmwareVersion { get; init; }

    public required string FirmwareDate { get; init; }

    public required string Cpu { get; init; }

    public required int Sockets { get; init; }

    public required int Cores { get; init; }

    public required int MemoryGiB { get; init; }

    public required string MemoryKind { get; init; }

    public required string Nic { get; init; }

    public required string NicDriver { get; init; }

    public required int NicSpeed { get; init; }

    public required string Disk { get; init; }

    public required string DiskModel { get; init; }

    public required int DiskGB { get; init; }

    public required string Kernel { get; init; }

    public required string KernelBuild { get; init; }

    public required string OsName { get; init; }

    public required string OsId { get; init; }

    public required string OsVersion { get; init; }

    public required string OsCode { get; init; }

    public int Threads => Sockets * Cores * 2;

    public long MemoryKiB => (MemoryGiB * 1024L * 1024) - 1_318_912;

    public string Partition(int number) => Disk.StartsWith("nvme", StringComparison.Ordinal) ? $"{Disk}p{number}" : $"{Disk}{number}";

    /// <summary>The same host has the same make in every run.</summary>
    public static HostProfile For(string hostName, int seed)
    {
        var hash = (uint)seed;
        foreach (var c in hostName)
            hash = (hash ^ c) * 16777619;
        return s_all[(hash >> 16) % s_all.Length];
    }
}
