using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Oem.Dell;
using Portal.Ipmi.Oem.Intel;
using Portal.Ipmi.Oem.Lenovo;
using Portal.Ipmi.Oem.Supermicro;

namespace Portal.Ipmi.Oem;

/// <summary>Reads what a manufacturer's own commands tell. They only read; which are sent is decided by the manufacturer id of Get Device ID.</summary>
public static class OemReader
{
    /// <summary>Asks a BMC who made it, and then what only that maker's BMCs tell.</summary>
    /// <exception cref="IpmiException">The connection failed, or Get Device ID was refused.</exception>
    public static async Task<OemReport> ReadAsync(IIpmiConnection connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var id = await connection.SendAsync(new GetDeviceId(), ct).ConfigureAwait(false);
        var facts = new OemFacts(connection);
        switch (id.ManufacturerId)
        {
            case ManufacturerIds.Dell:
                await DellFacts.ReadAsync(facts, ct).ConfigureAwait(false);
                break;
            case ManufacturerIds.Supermicro or ManufacturerIds.SupermicroOther:
                await SupermicroFacts.ReadAsync(facts, id, ct).ConfigureAwait(false);
                break;
            case ManufacturerIds.Lenovo or ManufacturerIds.IbmSystemX or ManufacturerIds.Ibm:
                await LenovoFacts.ReadAsync(facts, ct).ConfigureAwait(false);
                break;
            case ManufacturerIds.Intel:
                await IntelFacts.ReadAsync(facts, ct).ConfigureAwait(false);
                break;
            // HPE documents no command of its own; what an iLO tells by IPMI is in its FRU devices and its system info.
            case ManufacturerIds.Hp or ManufacturerIds.Hpe:
                break;
        }

        return new OemReport(id.ManufacturerId, ManufacturerNames.NameOf(id.ManufacturerId), FirmwareVersion.Of(id), facts.All);
    }
}
