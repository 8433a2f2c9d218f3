using Portal.Ipmi.Wire;

namespace Portal.Ipmi;

/// <summary>One command, request and response declared together. A command is one file and one sealed record.</summary>
/// <typeparam name="TResponse">What the command answers; <see cref="Empty"/> when it answers nothing but its completion code.</typeparam>
public abstract record IpmiRequest<TResponse>
{
    /// <summary>Network function and command number.</summary>
    public abstract CommandCode Code { get; }

    /// <summary>False for a command whose repetition does harm: it is sent once, and a timeout means an unknown outcome.</summary>
    public virtual bool IsIdempotent => true;

    /// <summary>Logical unit it goes to.</summary>
    public Lun Lun { get; init; }

    /// <summary>Lowest privilege that may send it, IPMI 2.0 appendix G.</summary>
    public virtual PrivilegeLevel RequiredPrivilege => PrivilegeLevel.User;

    /// <summary>What a completion code means for this command; null for the generic ones of table 5-2.</summary>
    public virtual string? Describe(CompletionCode code) => null;

    /// <summary>The command's name, for messages to people.</summary>
    internal virtual string CommandName => GetType().Name;

    /// <summary>The command inside, when this one passes it on to a controller behind the BMC.</summary>
    internal virtual CommandCode? Bridged => null;

    /// <summary>Learns the request sequence number before it is written; only a request with others inside needs it.</summary>
    internal virtual void Number(byte requestSequence)
    {
    }

    /// <summary>Writes the request data, without NetFn, command or checksums.</summary>
    protected internal virtual void Write(ref IpmiWriter writer)
    {
    }

    /// <summary>Reads the response data after a completion code of 00h.</summary>
    /// <exception cref="IpmiFormatException">The bytes do not follow the specification.</exception>
    protected internal abstract TResponse Read(ref IpmiReader reader);

    /// <summary>
    /// Reads a whole answer: what every connection calls. A completion code other than 00h is a refusal, except for the few commands
    /// that answer some code and their data all the same (DCMI's Get Power Limit and Get Asset Tag).
    /// </summary>
    /// <exception cref="IpmiCommandException">The completion code is a refusal.</exception>
    /// <exception cref="IpmiFormatException">The bytes do not follow the specification.</exception>
    protected internal virtual TResponse ReadAnswer(CompletionCode code, ref IpmiReader reader) =>
        code == CompletionCode.Ok ? Read(ref reader) : throw new IpmiCommandException(Code, code, meaning: Describe(code));
}
