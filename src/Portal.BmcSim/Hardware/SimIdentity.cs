namespace Portal.BmcSim.Hardware;

/// <summary>What Get Device ID says of a BMC of a certain make, instead of the options.</summary>
public sealed record SimIdentity(int ManufacturerId, ushort ProductId, byte FirmwareMajor, byte FirmwareMinor, uint AuxiliaryFirmware);
