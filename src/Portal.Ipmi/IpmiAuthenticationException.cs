namespace Portal.Ipmi;

/// <summary>The BMC, or we, refused to establish a session.</summary>
public sealed class IpmiAuthenticationException : IpmiException
{
    /// <summary>Creates the exception. <paramref name="statusCode"/> is the RMCP+ status (IPMI 2.0 §13.24) when the BMC gave one.</summary>
    public IpmiAuthenticationException(IpmiFailure failure, string message, byte? statusCode = null)
        : base(failure, message) => StatusCode = statusCode;

    /// <summary>The RMCP+ status code the BMC answered with, if it did.</summary>
    public byte? StatusCode { get; }
}
