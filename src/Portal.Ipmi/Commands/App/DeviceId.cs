namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Device ID, IPMI 2.0 §20.1.</summary>
/// <param name="Id">Device id.</param>
/// <param name="Revision">Device revision, 0 to 15.</param>
/// <param name="ProvidesSdrs">The device has device SDRs.</param>
/// <param name="UpdateInProgress">Firmware or SDR update, or self-initialisation, is under way.</param>
/// <param name="FirmwareMajor">Major firmware revision.</param>
/// <param name="FirmwareMinor">Minor firmware revision, decoded from BCD.</param>
/// <param name="IpmiMajor">Major version of IPMI.</param>
/// <param name="IpmiMinor">Minor version of IPMI.</param>
/// <param name="AdditionalSupport">Additional device support bits.</param>
/// <param name="ManufacturerId">IANA enterprise number, 20 bits.</param>
/// <param name="ProductId">Product id.</param>
/// <param name="AuxiliaryFirmware">Auxiliary firmware revision, 4 bytes as they came, or 0 when absent.</param>
public sealed record DeviceId(
    byte Id, byte Revision, bool ProvidesSdrs, bool UpdateInProgress, byte FirmwareMajor, byte FirmwareMinor,
    byte IpmiMajor, byte IpmiMinor, byte AdditionalSupport, int ManufacturerId, ushort ProductId, uint AuxiliaryFirmware);
