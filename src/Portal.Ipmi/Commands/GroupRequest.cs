using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands;

/// <summary>
/// A command of a group extension, network function 2Ch (IPMI 2.0 §5.1): the first byte of request and answer names the body that defined it.
/// </summary>
/// <typeparam name="TResponse">What the command answers.</typeparam>
public abstract record GroupRequest<TResponse> : IpmiRequest<TResponse>
{
    /// <summary>Defining body: 00h PICMG, 01h DMTF, 02h SSI, 03h VITA, DCh DCMI.</summary>
    public abstract byte Group { get; }

    /// <summary>Command number within the group.</summary>
    public abstract byte Command { get; }

    /// <inheritdoc />
    public sealed override CommandCode Code => new(NetFn.Group, Command);

    /// <inheritdoc />
    protected internal sealed override void Write(ref IpmiWriter writer)
    {
        writer.WriteByte(Group);
        WriteBody(ref writer);
    }

    /// <inheritdoc />
    protected internal sealed override TResponse Read(ref IpmiReader reader)
    {
        var group = reader.ReadByte();
        if (group != Group)
            throw new IpmiFormatException($"Expected an answer of group {Group:X2}h, but one of {group:X2}h came.");
        return ReadBody(ref reader);
    }

    /// <summary>Writes the request data after the group byte.</summary>
    protected virtual void WriteBody(ref IpmiWriter writer)
    {
    }

    /// <summary>Reads the response data after the group byte.</summary>
    /// <exception cref="IpmiFormatException">The bytes do not follow the specification.</exception>
    protected abstract TResponse ReadBody(ref IpmiReader reader);
}
