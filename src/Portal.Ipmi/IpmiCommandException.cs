namespace Portal.Ipmi;

/// <summary>The BMC answered a command with a completion code other than 00h.</summary>
public sealed class IpmiCommandException : IpmiException
{
    /// <summary>Creates the exception.</summary>
    public IpmiCommandException(CommandCode command, CompletionCode completionCode, IpmiFailure failure = IpmiFailure.CommandRefused, string? meaning = null)
        : base(failure, $"The BMC refused {command} with completion code {(byte)completionCode:X2}h ({meaning ?? completionCode.Describe()}).")
    {
        Command = command;
        CompletionCode = completionCode;
    }

    /// <summary>The command that was refused.</summary>
    public CommandCode Command { get; }

    /// <summary>The completion code, IPMI 2.0 §5.2.</summary>
    public CompletionCode CompletionCode { get; }
}
