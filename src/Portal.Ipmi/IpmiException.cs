namespace Portal.Ipmi;

/// <summary>An exchange with a BMC failed. <see cref="Failure"/> says how; the message is for people and never holds payload bytes or secrets.</summary>
public class IpmiException : Exception
{
    /// <summary>Creates the exception.</summary>
    public IpmiException(IpmiFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>The kind of failure.</summary>
    public IpmiFailure Failure { get; }
}
