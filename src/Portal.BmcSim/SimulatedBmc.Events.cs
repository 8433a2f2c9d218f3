using Portal.BmcSim.Events;

namespace Portal.BmcSim;

/// <content>The event log, from inside.</content>
public sealed partial class SimulatedBmc
{
    /// <summary>Logs an event as a sensor would: the BMC gives it id and time, and its filters see it.</summary>
    /// <param name="record">Record of 16 bytes, IPMI 2.0 §32.</param>
    public void LogEvent(ReadOnlySpan<byte> record)
    {
        if (record.Length != EventLog.RecordLength)
            throw new ArgumentException($"A record has {EventLog.RecordLength} bytes, not {record.Length}.", nameof(record));
        lock (_gate)
            _controller.EventFiltering.Receive(record);
    }

    /// <summary>Clears the log as if its own button had been pressed.</summary>
    public void ClearEventLog()
    {
        lock (_gate)
        {
            _controller.EventLog.Clear(TimeSpan.Zero);
            _controller.EventFiltering.OnLogCleared();
        }
    }

    /// <summary>A copy of what the log holds.</summary>
    public IReadOnlyList<byte[]> EventLogRecords()
    {
        lock (_gate)
            return [.. _controller.EventLog.Records.Select(record => (byte[])record.Clone())];
    }

    /// <summary>Alerts that the BMC would have sent.</summary>
    public int AlertsSent
    {
        get
        {
            lock (_gate)
                return _controller.EventFiltering.AlertsSent;
        }
    }
}
