namespace Portal.Ipmi;

/// <summary>No answer came in time.</summary>
public sealed class IpmiTimeoutException : IpmiException
{
    /// <summary>Creates the exception.</summary>
    public IpmiTimeoutException(IpmiFailure failure, string message, bool outcomeUnknown)
        : base(failure, message) => OutcomeUnknown = outcomeUnknown;

    /// <summary>True when the request may have been executed although no answer came.</summary>
    public bool OutcomeUnknown { get; }
}
