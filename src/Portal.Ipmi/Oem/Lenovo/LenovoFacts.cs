namespace Portal.Ipmi.Oem.Lenovo;

/// <summary>What XCCs and IMMs tell: the firmware of the controller and of the system.</summary>
internal static class LenovoFacts
{
    public static async Task ReadAsync(OemFacts facts, CancellationToken ct)
    {
        // ThinkServers and their like carry the same manufacturer id and know none of this.
        if (await facts.TryAsync(new GetLenovoController(), ct).ConfigureAwait(false) is not { IsImm: true } controller)
            return;
        var name = controller.IsXcc ? "XCC" : "IMM";
        if (await facts.TryAsync(new GetLenovoBuild(), ct).ConfigureAwait(false) is { } build)
        {
            facts.Add($"{name} build", build.Id);
            facts.Add($"{name} build date", build.Date);
        }

        await AddFirmwareAsync(facts, $"{name} backup", "/v2/ibmc/dm/fw/imm2/backup_build", ct).ConfigureAwait(false);
        await AddFirmwareAsync(facts, "UEFI", "/v2/bios/build", ct).ConfigureAwait(false);
        await AddFirmwareAsync(facts, "UEFI backup", "/v2/ibmc/dm/fw/bios/backup_build", ct).ConfigureAwait(false);
        if (await facts.TryAsync(new GetLenovoFpga(), ct).ConfigureAwait(false) is { } fpga)
            facts.Add("FPGA", $"{fpga.Major}.{fpga.Minor}.{fpga.Patch}");
    }

    private static async Task AddFirmwareAsync(OemFacts facts, string name, string path, CancellationToken ct)
    {
        foreach (var (property, suffix) in new[] { ("id", "build"), ("version", "version"), ("date", "build date") })
            facts.Add($"{name} {suffix}", (await facts.TryAsync(new GetLenovoProperty($"{path}_{property}"), ct).ConfigureAwait(false))?.Text);
    }
}
