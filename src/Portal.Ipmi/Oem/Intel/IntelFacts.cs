namespace Portal.Ipmi.Oem.Intel;

/// <summary>What Intel's own BMCs tell: Node Manager, where the BMC passes its commands on.</summary>
internal static class IntelFacts
{
    public static async Task ReadAsync(OemFacts facts, CancellationToken ct)
    {
        if (await facts.TryAsync(new GetNodeManagerVersion(), ct).ConfigureAwait(false) is not { } version)
            return;
        facts.Add("Node Manager", version.VersionName ?? $"version {version.Version}");
        facts.Add("Management Engine firmware", $"{version.FirmwareMajor}.{version.FirmwareMinor} patch {version.Patch}");
        if (await facts.TryAsync(new GetNodeManagerCapabilities(), ct).ConfigureAwait(false) is { } capabilities)
            facts.Add("Power limits", $"{capabilities.MinimumLimit} to {capabilities.MaximumLimit} W, {capabilities.MaxPolicies} policies");
        if (await facts.TryAsync(new GetNodeManagerStatistics(NodeManagerStatistic.Power), ct).ConfigureAwait(false) is { IsMeasuring: true } power)
            facts.Add("Power", $"{power.Current} W now, {power.Minimum} to {power.Maximum} W, average {power.Average} W");
        if (await facts.TryAsync(new GetNodeManagerStatistics(NodeManagerStatistic.InletTemperature), ct).ConfigureAwait(false) is { IsMeasuring: true } inlet)
            facts.Add("Inlet temperature", $"{inlet.Current} °C now, {inlet.Minimum} to {inlet.Maximum} °C, average {inlet.Average} °C");
    }
}
