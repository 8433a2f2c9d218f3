namespace Portal.Ipmi;

/// <summary>Bytes from a BMC do not follow the specification. The only exception a decoder lets escape.</summary>
public sealed class IpmiFormatException : IpmiException
{
    /// <summary>Creates the exception; the message says what was expected and what came, with sizes.</summary>
    public IpmiFormatException(string message)
        : base(IpmiFailure.Malformed, message)
    {
    }
}
