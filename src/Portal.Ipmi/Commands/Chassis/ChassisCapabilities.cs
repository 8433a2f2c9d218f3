namespace Portal.Ipmi.Commands.Chassis;

/// <summary>What a chassis has and where, IPMI 2.0 §28.1 and §28.7. Addresses are those of the IPMB, 8 bits; 0 is unspecified.</summary>
/// <param name="Features">What it has.</param>
/// <param name="FruAddress">Device with the chassis' FRU information.</param>
/// <param name="SdrAddress">Device with the chassis' sensor data records.</param>
/// <param name="SelAddress">Device with the event log.</param>
/// <param name="SystemManagementAddress">System management device.</param>
/// <param name="BridgeAddress">ICMB bridge; null when the BMC does not send it, and then it is the BMC.</param>
public sealed record ChassisCapabilities(
    ChassisFeatures Features, byte FruAddress, byte SdrAddress, byte SelAddress, byte SystemManagementAddress, byte? BridgeAddress);
