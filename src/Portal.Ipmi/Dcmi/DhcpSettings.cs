namespace Portal.Ipmi.Dcmi;

/// <summary>DCMI configuration parameters 2 to 5, DCMI 1.5 table 6-6: how the BMC announces itself over DHCP. Null for a parameter that the BMC does not have.</summary>
/// <param name="SendsIdentifier">Option 12 carries the management controller identifier string.</param>
/// <param name="SendsVendorClass">Options 60 and 43 carry the DCMI vendor class.</param>
/// <param name="RandomBackOff">Retries are spread at random.</param>
/// <param name="InitialTimeout">Time between the first two attempts.</param>
/// <param name="ContactTimeout">Time after which no server is taken to be there.</param>
/// <param name="ContactRetry">Time until the next round.</param>
public sealed record DhcpSettings(
    bool? SendsIdentifier, bool? SendsVendorClass, bool? RandomBackOff, TimeSpan? InitialTimeout, TimeSpan? ContactTimeout, TimeSpan? ContactRetry);
