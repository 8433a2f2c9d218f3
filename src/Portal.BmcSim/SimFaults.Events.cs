namespace Portal.BmcSim;

/// <content>What goes wrong with the event log.</content>
public sealed partial class SimFaults
{
    private int _selReservationsLost;

    /// <summary>Reserve SEL needs operator privilege, as on Supermicro boards.</summary>
    public bool SelReserveNeedsOperator { get; set; }

    /// <summary>Every second record of the log is answered with the bytes of the one before it.</summary>
    public bool SelSameRecordTwice { get; set; }

    /// <summary>The chain of records names id 0 in the middle, as after a wrap of the ids.</summary>
    public bool SelNamesIdZero { get; set; }

    /// <summary>The last record names the first one as the next.</summary>
    public bool SelLoops { get; set; }

    /// <summary>The chain of records never ends: ids that do not exist bring the last record under a new id.</summary>
    public bool SelEndless { get; set; }

    /// <summary>Added to the number of entries that Get SEL Info tells.</summary>
    public int SelCountOffset { get; set; }

    /// <summary>Most bytes that Get SEL Entry returns at once; more is refused with CAh.</summary>
    public int SelMaxReadBytes { get; set; } = byte.MaxValue;

    /// <summary>How long an erasure takes; SEL commands are refused with 81h meanwhile.</summary>
    public TimeSpan SelEraseTakes { get; set; }

    /// <summary>Clear SEL with "get status" is refused.</summary>
    public bool SelNoEraseStatus { get; set; }

    /// <summary>Bytes appended to each record.</summary>
    public int SelExcessBytes { get; set; }

    /// <summary>This many of the next commands with a reservation are answered with C5h.</summary>
    public int SelReservationsLost
    {
        get => _selReservationsLost;
        set => _selReservationsLost = value;
    }

    internal bool TakeSelReservationLost() => _selReservationsLost > 0 && _selReservationsLost-- > 0;
}
