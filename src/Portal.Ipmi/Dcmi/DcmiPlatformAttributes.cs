using Portal.Ipmi.Commands.Dcmi;

namespace Portal.Ipmi.Dcmi;

/// <summary>Mandatory platform attributes, DCMI 1.5 table 6-3, parameter 2.</summary>
/// <param name="SelEntries">Entries that the event log has room for.</param>
/// <param name="SelRollsOver">The event log overwrites itself when full.</param>
/// <param name="SelFlushesAll">When it does, all entries go.</param>
/// <param name="SelFlushesRecords">When it does, single entries go.</param>
/// <param name="TemperatureSampling">How often temperatures are sampled; zero when the BMC does not tell.</param>
public sealed record DcmiPlatformAttributes(int SelEntries, bool SelRollsOver, bool SelFlushesAll, bool SelFlushesRecords, TimeSpan TemperatureSampling)
{
    /// <summary>Reads the parameter.</summary>
    /// <exception cref="IpmiFormatException">The parameter is too short.</exception>
    public static DcmiPlatformAttributes Read(DcmiParameter parameter)
    {
        /*  1-2 [15] rollover, [14] flushes all, [13] flushes records, [11:0] entries
            3-4 reserved; DCMI 1.0: identification and temperature sensors
            5   sampling of temperatures in seconds; DCMI 1.0 does not have it  */
        ArgumentNullException.ThrowIfNull(parameter);
        var data = DcmiClient.Need(parameter, 2);
        var sel = data[0] | (data[1] << 8);
        return new DcmiPlatformAttributes(
            sel & 0x0FFF, (sel & 0x8000) != 0, (sel & 0x4000) != 0, (sel & 0x2000) != 0, TimeSpan.FromSeconds(data.Length > 4 ? data[4] : 0));
    }
}
