namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Watchdog Timer, IPMI 2.0 §27.7.</summary>
/// <param name="Use">What it is used for.</param>
/// <param name="DoNotLog">Expiration is not logged.</param>
/// <param name="IsRunning">It counts.</param>
/// <param name="Action">What happens at the end.</param>
/// <param name="Interrupt">What warns before.</param>
/// <param name="PreTimeout">How long before; no meaning without an interrupt.</param>
/// <param name="Expired">Uses for which it has expired.</param>
/// <param name="Initial">Where it starts to count, in steps of 100 ms.</param>
/// <param name="Present">Where it is; null when the BMC does not say, as OpenIPMI's ipmi_sim.</param>
public sealed record WatchdogTimer(
    WatchdogUse Use, bool DoNotLog, bool IsRunning, WatchdogAction Action, WatchdogInterrupt Interrupt, TimeSpan PreTimeout, WatchdogExpirations Expired,
    TimeSpan Initial, TimeSpan? Present);
