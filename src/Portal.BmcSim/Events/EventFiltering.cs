namespace Portal.BmcSim.Events;

/// <summary>Event reception and platform event filtering of a simulated BMC, IPMI 2.0 §17, §29 and §30.</summary>
internal sealed class EventFiltering
{
    public const int FilterLength = 20;
    public const int PolicyLength = 3;
    private const byte Alert = 0x01;
    private const byte PowerOff = 0x02;
    private const byte Reset = 0x04;
    private const byte PowerCycle = 0x08;
    private const byte DiagnosticInterrupt = 0x20;
    private const byte Enabled = 0x01;
    private const byte ActionEvents = 0x02;
    private const ushort NoRecord = 0xFFFF;
    private readonly Controller _bmc;

    public EventFiltering(Controller bmc)
    {
        var hardware = bmc.Options.Hardware;
        _bmc = bmc;
        Filters = new byte[hardware.EventFilterCount][];
        for (var i = 0; i < Filters.Length; i++)
            Filters[i] = i < hardware.EventFilters.Count ? hardware.EventFilters[i].AsSpan(0, FilterLength).ToArray() : new byte[FilterLength];
        Policies = new byte[hardware.AlertPolicyCount][];
        for (var i = 0; i < Policies.Length; i++)
            Policies[i] = new byte[PolicyLength];
        Strings = new AlertText[hardware.AlertStringCount + 1];
        for (var i = 0; i < Strings.Length; i++)
            Strings[i] = new AlertText();
    }

    public byte ReceiverAddress { get; set; } = Controller.BmcAddress;

    public byte ReceiverLun { get; set; }

    public byte SetInProgress { get; set; }

    public byte Control { get; set; }

    public byte ActionControl { get; set; }

    public byte StartupDelay { get; set; } = 60;

    public byte AlertStartupDelay { get; set; } = 60;

    public byte PostponeTimer { get; set; }

    public byte[][] Filters { get; }

    public byte[][] Policies { get; }

    public AlertText[] Strings { get; }

    /// <summary>Whether traps carry the GUID, then the GUID.</summary>
    public byte[] SystemGuid { get; } = new byte[17];

    public ushort LastBySoftware { get; set; } = NoRecord;

    public ushort LastByBmc { get; set; } = NoRecord;

    /// <summary>How far the last immediate alert of each channel is.</summary>
    public byte[] AlertStatus { get; } = new byte[16];

    /// <summary>Alerts sent: policy or immediate, channel, destination.</summary>
    public int AlertsSent { get; set; }

    public void OnLogCleared() => (LastBySoftware, LastByBmc) = (NoRecord, NoRecord);

    /// <summary>Logs an event, then does what the filters say about it.</summary>
    public void Receive(ReadOnlySpan<byte> record)
    {
        var id = _bmc.EventLog.Add(record);
        LastByBmc = id ?? 0;
        if ((Control & Enabled) == 0)
            return;
        byte actions = 0;
        foreach (var filter in Filters)
        {
            if ((filter[0] & 0x80) != 0 && Matches(filter, record))
                actions |= filter[1];
        }

        actions &= ActionControl;
        if (actions == 0)
            return;
        if ((Control & ActionEvents) != 0)
            _bmc.EventLog.Add([0, 0, 0x02, 0, 0, 0, 0, Controller.BmcAddress, 0, 0x04, 0x12, 0x00, 0x6F, 0xC4, actions, 0xFF]);
        Act(actions);
    }

    // §17.6: of several actions power off comes before power-cycle before reset; an alert is sent besides.
    private void Act(byte actions)
    {
        if ((actions & Alert) != 0)
            AlertsSent++;
        if (!_bmc.Host.IsOn)
            return;
        if ((actions & PowerOff) != 0)
            _bmc.Host.PowerOff();
        else if ((actions & PowerCycle) != 0)
            _bmc.Host.PowerCycle();
        else if ((actions & Reset) != 0)
            _bmc.Host.Reset();
        else if ((actions & DiagnosticInterrupt) != 0)
            _bmc.Host.DiagnosticInterrupt();
    }

    private static bool Matches(ReadOnlySpan<byte> filter, ReadOnlySpan<byte> record)
    {
        // Generator (2), sensor type and number, event type: FFh in the filter is anything. Record bytes 7, 8, 10, 11, 12.
        ReadOnlySpan<byte> places = [7, 8, 10, 11, 12];
        for (var i = 0; i < places.Length; i++)
        {
            if (filter[4 + i] != 0xFF && filter[4 + i] != record[places[i]])
                return false;
        }

        var offsets = filter[9] | (filter[10] << 8);
        if ((offsets >> (record[13] & 0x0F) & 1) == 0)
            return false;
        for (var i = 0; i < 3; i++)
        {
            var (and, compare1, compare2) = (filter[11 + (3 * i)], filter[12 + (3 * i)], filter[13 + (3 * i)]);
            if ((and | compare1 | compare2) == 0)
                continue;
            var difference = (record[13 + i] & and) ^ compare2;
            if ((difference & compare1) != 0 || (compare1 != 0xFF && (~difference & ~compare1 & 0xFF) == 0))
                return false;
        }

        return true;
    }

    /// <summary>An alert string with its key.</summary>
    internal sealed class AlertText
    {
        public const int BlockLength = 16;
        public const int Blocks = 4;

        public byte Filter { get; set; }

        public byte Set { get; set; }

        public byte[] Text { get; } = new byte[BlockLength * Blocks];
    }
}
