namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get NetFn Support, IPMI 2.0 §21.2.</summary>
/// <param name="Luns">Two bits per LUN from the lowest: 0 takes nothing, 1 base commands, 2 base and more.</param>
/// <param name="Lun0">LUN 0: a bit per pair of network functions, from 00h/01h.</param>
/// <param name="Lun1">LUN 1.</param>
/// <param name="Lun2">LUN 2.</param>
/// <param name="Lun3">LUN 3.</param>
public readonly record struct NetFnSupport(byte Luns, uint Lun0, uint Lun1, uint Lun2, uint Lun3)
{
    /// <summary>The network functions of requests that a LUN takes.</summary>
    public IReadOnlyList<NetFn> Of(Lun lun)
    {
        var bits = lun switch
        {
            Lun.Bmc => Lun0,
            Lun.Oem1 => Lun1,
            Lun.Sms => Lun2,
            _ => Lun3,
        };
        var functions = new List<NetFn>();
        if ((Luns >> (2 * (byte)lun) & 0x03) == 0)
            return functions;
        for (var pair = 0; pair < 32; pair++)
        {
            if ((bits >> pair & 1) != 0)
                functions.Add((NetFn)(2 * pair));
        }

        return functions;
    }
}
