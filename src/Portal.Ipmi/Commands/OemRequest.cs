using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands;

/// <summary>
/// A command of a manufacturer, network function 2Eh (IPMI 2.0 §5.1): request and answer begin with the IANA enterprise number, three bytes,
/// least significant first.
/// </summary>
/// <typeparam name="TResponse">What the command answers.</typeparam>
public abstract record OemRequest<TResponse> : IpmiRequest<TResponse>
{
    /// <summary>IANA enterprise number of who defined the command.</summary>
    public abstract int ManufacturerId { get; }

    /// <summary>Command number within the manufacturer's.</summary>
    public abstract byte Command { get; }

    /// <inheritdoc />
    public sealed override CommandCode Code => new(NetFn.Oem, Command);

    /// <inheritdoc />
    protected internal sealed override void Write(ref IpmiWriter writer)
    {
        writer.WriteByte((byte)ManufacturerId);
        writer.WriteByte((byte)(ManufacturerId >> 8));
        writer.WriteByte((byte)(ManufacturerId >> 16));
        WriteBody(ref writer);
    }

    /// <inheritdoc />
    protected internal sealed override TResponse Read(ref IpmiReader reader)
    {
        var manufacturer = reader.ReadUInt24();
        if (manufacturer != ManufacturerId)
            throw new IpmiFormatException($"Expected an answer of manufacturer {ManufacturerId}, but one of {manufacturer} came.");
        return ReadBody(ref reader);
    }

    /// <summary>Writes the request data after the manufacturer's number.</summary>
    protected virtual void WriteBody(ref IpmiWriter writer)
    {
    }

    /// <summary>Reads the response data after the manufacturer's number.</summary>
    /// <exception cref="IpmiFormatException">The bytes do not follow the manufacturer's format.</exception>
    protected abstract TResponse ReadBody(ref IpmiReader reader);
}
