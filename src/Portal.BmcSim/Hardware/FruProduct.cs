namespace Portal.BmcSim.Hardware;

/// <summary>What a product info area says.</summary>
public sealed record FruProduct(
    string Manufacturer, string Name, string PartNumber, string Version, string SerialNumber, string AssetTag, string FileId, params IReadOnlyList<string> Custom);
