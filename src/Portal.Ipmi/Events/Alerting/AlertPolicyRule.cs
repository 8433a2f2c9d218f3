namespace Portal.Ipmi.Events.Alerting;

/// <summary>When an alert goes to a policy's destination, IPMI 2.0 table 17-4.</summary>
public enum AlertPolicyRule : byte
{
    /// <summary>Always.</summary>
    Always = 0,

    /// <summary>Not when the one before was reached; go on with the next entry.</summary>
    IfPreviousFailed = 1,

    /// <summary>Not when the one before was reached; then end here.</summary>
    IfPreviousFailedElseStop = 2,

    /// <summary>Not when the one before was reached; then go on with the next entry of another channel.</summary>
    IfPreviousFailedElseOtherChannel = 3,

    /// <summary>Not when the one before was reached; then go on with the next entry of another destination type.</summary>
    IfPreviousFailedElseOtherType = 4,
}
