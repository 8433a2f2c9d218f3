namespace Portal.BmcSim.Machine;

/// <summary>What the screen shows between power-on and the kernel.</summary>
internal static class Firmware
{
    public static IEnumerable<Beat> Screen(HostProfile p, string? bootFrom)
    {
        const string clear = "\x1b[0m\x1b[2J\x1b[1;1H";
        var megabytes = p.MemoryGiB * 1024;
        yield return new Beat(300, clear);
        yield return new Beat(150, $"\x1b[1;36m{p.FirmwareName}\x1b[0m  version {p.FirmwareVersion}  {p.FirmwareDate}\n");
        yield return new Beat(0, $"{p.Vendor} {p.Model}  board {p.Board}\n\n");
        yield return new Beat(250, $"CPU    : {p.Cpu}\n");
        yield return new Beat(60, $"         {p.Sockets} socket(s), {p.Sockets * p.Cores} cores, {p.Threads} threads\n");
        for (var step = 1; step <= 8; step++)
            yield return new Beat(90, $"\rMemory : {megabytes / 8 * step} MB {(step < 8 ? "testing" : $"OK, {p.MemoryKind}")}");
        yield return new Beat(80, "\n\nPress \x1b[1m<DEL>\x1b[0m to run Setup, \x1b[1m<F11>\x1b[0m for the boot menu\n\n");
        yield return new Beat(250, "Initializing PCI Express devices ............ ");
        yield return new Beat(250, "done\n");
        yield return new Beat(60, $"  Network  {p.Nic} ({p.NicDriver}), {p.NicSpeed / 1000} Gb/s\n");
        yield return new Beat(60, $"  Storage  {p.DiskModel}\n");
        yield return new Beat(120, "  USB      2 hubs, no devices\n");
        yield return new Beat(200, "BMC self test ............................... passed\n");
        yield return new Beat(250, $"\nBooting from {bootFrom ?? p.DiskModel} ...\n");
    }

    public static IEnumerable<Beat> BootLoader(HostProfile p)
    {
        yield return new Beat(250, "\x1b[0m\x1b[2J\x1b[1;1HGRUB loading.\nWelcome to GRUB!\n\n");
        yield return new Beat(250, $"  Booting `{p.OsName}'\n\n");
        yield return new Beat(100, $"Loading Linux {p.Kernel} ...\n");
        yield return new Beat(300, "Loading initial ramdisk ...\n");
    }
}
