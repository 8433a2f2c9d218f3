namespace Portal.BmcSim;

/// <content>What goes wrong with inventory.</content>
public sealed partial class SimFaults
{
    private int _fruBusy;

    /// <summary>Most bytes that one Read FRU Data may ask for.</summary>
    public int FruMaxReadBytes { get; set; } = byte.MaxValue;

    /// <summary>Most bytes that one Write FRU Data may carry.</summary>
    public int FruMaxWriteBytes { get; set; } = byte.MaxValue;

    /// <summary>What a Read or Write FRU Data that is too long is answered with: C7h, C8h, CAh or FFh on real BMCs.</summary>
    public byte FruTooLongCode { get; set; } = 0xCA;

    /// <summary>Write FRU Data is acknowledged and forgotten.</summary>
    public bool FruForgetsWrites { get; set; }

    /// <summary>This many of the next Read FRU Data are answered with 81h "device busy".</summary>
    public int FruBusy
    {
        get => _fruBusy;
        set => _fruBusy = value;
    }

    internal bool TakeFruBusy() => _fruBusy > 0 && _fruBusy-- > 0;
}
