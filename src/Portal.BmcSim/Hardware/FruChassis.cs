namespace Portal.BmcSim.Hardware;

/// <summary>What a chassis info area says.</summary>
public sealed record FruChassis(byte Type, string PartNumber, string SerialNumber, params IReadOnlyList<string> Custom);
