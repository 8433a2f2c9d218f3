namespace Portal.BmcSim.Hardware;

/// <summary>What a board info area says; without a date the board does not tell when it was made.</summary>
public sealed record FruBoard(DateTime? Made, string Manufacturer, string Product, string SerialNumber, string PartNumber, string FileId, params IReadOnlyList<string> Custom);
