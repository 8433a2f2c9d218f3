using System.Net.NetworkInformation;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Supermicro;

/// <summary>MAC address of the host's first port, 30h 21h, which many provisioning tools read from Supermicro BMCs.</summary>
public sealed record GetSupermicroHostMac : VendorRequest<PhysicalAddress>
{
    private const int AddressLength = 6;

    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x30, 0x21);

    /// <inheritdoc />
    protected internal override PhysicalAddress Read(ref IpmiReader reader)
    {
        /*  1-4 head
            5-N the address is the last six bytes  */
        const int headLength = 4;
        reader.Skip(headLength);
        if (reader.Remaining < AddressLength)
            throw new IpmiFormatException($"Expected a MAC address of {AddressLength} bytes, but {reader.Remaining} came.");
        return new PhysicalAddress(reader.ReadRest()[^AddressLength..].ToArray());
    }
}
