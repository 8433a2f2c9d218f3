namespace Portal.Ipmi.Oem.Dell;

/// <summary>What iDRACs tell.</summary>
internal static class DellFacts
{
    public static async Task ReadAsync(OemFacts facts, CancellationToken ct)
    {
        var info = new DellSystemInfo(facts.Connection);
        facts.Add("Model", await OemFacts.TryAsync(() => info.GetModelNameAsync(ct)).ConfigureAwait(false));
        facts.Add("Service tag", await OemFacts.TryAsync(() => info.GetServiceTagAsync(ct)).ConfigureAwait(false));
        facts.Add("Chassis service tag", await OemFacts.TryAsync(() => info.GetChassisServiceTagAsync(ct)).ConfigureAwait(false));
        facts.Add("Asset tag", await OemFacts.TryAsync(() => info.GetAssetTagAsync(ct)).ConfigureAwait(false));
        facts.Add("Board revision", await OemFacts.TryAsync(() => info.GetBoardRevisionAsync(ct)).ConfigureAwait(false));
        if (await OemFacts.TryAsync<DellIdracInfo>(async () => await info.GetIdracInfoAsync(ct).ConfigureAwait(false)).ConfigureAwait(false) is { } idrac)
        {
            facts.Add("iDRAC type", idrac.TypeName ?? $"{idrac.Type:X2}h");
            facts.Add("iDRAC firmware", idrac.Firmware);
            facts.Add("iDRAC address", $"{idrac.Address} ({(idrac.IsStatic ? "static" : "DHCP")})");
        }

        facts.Add("iDRAC URL", await OemFacts.TryAsync(() => info.GetUrlAsync(ct)).ConfigureAwait(false));
        var addresses = await OemFacts.TryAsync<IReadOnlyList<DellMacAddress>>(async () => await info.GetMacAddressesAsync(ct).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var mac in addresses ?? [])
        {
            if (mac.IsEthernet)
                facts.Add($"NIC {mac.Nic} MAC address", MacText.Of(mac.Address) + (mac.IsEnabled ? "" : " (disabled)"));
        }

        await ReadPortAsync(facts, ct).ConfigureAwait(false);
        await ReadPowerAsync(facts, info, ct).ConfigureAwait(false);
    }

    private static async Task ReadPortAsync(OemFacts facts, CancellationToken ct)
    {
        if (await facts.TryAsync(new GetDellNicSelection(), ct).ConfigureAwait(false) is { } selection)
            facts.Add("LAN mode", selection.Describe());
        else if (await facts.TryAsync(new GetDellLegacyNicSelection(), ct).ConfigureAwait(false) is { } legacy)
            facts.Add("LAN mode", legacy.Describe());
        if (await facts.TryAsync(new GetDellActiveNic(), ct).ConfigureAwait(false) is { } active)
            facts.Add("Active LAN port", active.Describe());
    }

    private static async Task ReadPowerAsync(OemFacts facts, DellSystemInfo info, CancellationToken ct)
    {
        if (await facts.TryAsync(new GetDellPowerNow(), ct).ConfigureAwait(false) is { } now)
            facts.Add("Power now", $"{now.Watts} W, {now.Deciamperes / 10.0:0.0} A");
        if (await facts.TryAsync(new GetDellPowerHistory(), ct).ConfigureAwait(false) is { } history)
        {
            facts.Add("Energy", $"{history.WattHours / 1000.0:0.0} kWh since {history.EnergySince}");
            facts.Add("Peak power", $"{history.PeakWatts} W at {history.PeakWattsAt}");
            facts.Add("Peak current", $"{history.PeakDeciamperes / 10.0:0.0} A at {history.PeakAmperesAt}");
        }

        if (await OemFacts.TryAsync<IReadOnlyList<int>>(async () => await info.GetAveragePowerAsync(ct).ConfigureAwait(false)).ConfigureAwait(false) is { } average)
            facts.Add("Average power", $"{average[0]} W last minute, {average[1]} W last hour, {average[2]} W last day, {average[3]} W last week");
    }
}
