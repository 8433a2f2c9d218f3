namespace Portal.Ipmi;

/// <summary>The BMC answered a command with a completion code other than 00h.</summary>
public sealed class IpmiCommandException : IpmiException
{
    private readonly string? _meaning;

    /// <summary>Creates the exception.</summary>
    public IpmiCommandException(CommandCode command, CompletionCode completionCode, IpmiFailure failure = IpmiFailure.CommandRefused, string? meaning = null)
        : this(command, completionCode, failure, meaning, subject: null)
    {
    }

    private IpmiCommandException(CommandCode command, CompletionCode completionCode, IpmiFailure failure, string? meaning, string? subject)
        : base(failure, $"The BMC refused {subject}{command} with completion code {(byte)completionCode:X2}h ({meaning ?? completionCode.Describe()}).")
    {
        _meaning = meaning;
        Command = command;
        CompletionCode = completionCode;
    }

    /// <summary>The command that was refused.</summary>
    public CommandCode Command { get; }

    /// <summary>The completion code, IPMI 2.0 §5.2.</summary>
    public CompletionCode CompletionCode { get; }

    /// <summary>The same, with a word for what the command was to set.</summary>
    internal IpmiCommandException To(string parameter) => new(Command, CompletionCode, Failure, _meaning, $"to set the {parameter}: ");
}
