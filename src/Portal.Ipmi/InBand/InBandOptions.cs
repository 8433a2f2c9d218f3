using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Portal.Ipmi.InBand;

/// <summary>How to talk to this machine's own BMC. Immutable.</summary>
public sealed record InBandOptions
{
    /// <summary>Number of the device: 0 for <c>/dev/ipmi0</c>.</summary>
    public int DeviceNumber { get; init; }

    /// <summary>Longest time for one command. The driver gives up by itself earlier: after about five seconds for the BMC, longer behind a bridge.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Clock for timeouts.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Logger; no payload byte is ever logged.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
