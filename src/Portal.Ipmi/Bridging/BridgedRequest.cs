using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Bridging;

/// <summary>
/// A request to a satellite controller, inside of Send Message (IPMI 2.0 §22.7) or of two. BMCs acknowledge Send Message and deliver the controller's answer in a message of its own,
/// or answer Send Message with that message inside; <see cref="Session.CommandLane"/> takes both. All carry one request sequence number.
/// </summary>
internal sealed record BridgedRequest<TResponse>(IpmiRequest<TResponse> Request, SatelliteAddress Satellite) : IpmiRequest<TResponse>
{
    /// <summary>Bytes that one Send Message adds: channel, and a message around the request's data.</summary>
    private const int Wrapping = 1 + LanMessage.RequestOverhead;

    private const byte BmcAddress = 0x20;

    // Bits 7:6 of the channel, "track request": the BMC remembers who asked, and gives the answer to nobody else.
    private const byte Tracked = 0x40;

    private byte _sequence;

    public override CommandCode Code => SendMessage.Code;

    public override bool IsIdempotent => Request.IsIdempotent;

    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    internal override string CommandName => $"{Request.CommandName} for the controller {Satellite}";

    internal override CommandCode? Bridged => Request.Code;

    public override string? Describe(CompletionCode code) => Request.Describe(code);

    internal override void Number(byte requestSequence) => _sequence = requestSequence;

    protected internal override void Write(ref IpmiWriter writer)
    {
        Span<byte> data = stackalloc byte[LanMessage.MaxDataBytes];
        var inner = new IpmiWriter(data);
        Request.Write(ref inner);
        var length = inner.Written;
        var wrappings = Satellite.Through is null ? 1 : 2;
        if (length + (wrappings * Wrapping) > LanMessage.MaxDataBytes)
            throw new ArgumentException($"A request of {length} bytes is too long for a bridge.");
        if (Satellite.Through is not { } transit)
        {
            Wrap(ref writer, Satellite, BmcAddress, Request.Code, Request.Lun, data[..length]);
            return;
        }

        Span<byte> wrapped = stackalloc byte[LanMessage.MaxDataBytes];
        var outer = new IpmiWriter(wrapped);
        Wrap(ref outer, Satellite, transit.SlaveAddress, Request.Code, Request.Lun, data[..length]);
        Wrap(ref writer, transit, BmcAddress, SendMessage.Code, Lun.Bmc, wrapped[..outer.Written]);
    }

    /// <summary>The lane has unwrapped it: code and data are those of the satellite.</summary>
    protected internal override TResponse ReadAnswer(CompletionCode code, ref IpmiReader reader) => Request.ReadAnswer(code, ref reader);

    protected internal override TResponse Read(ref IpmiReader reader) => Request.Read(ref reader);

    private void Wrap(ref IpmiWriter writer, SatelliteAddress receiver, byte sender, CommandCode code, Lun lun, scoped ReadOnlySpan<byte> data)
    {
        /*  1    [7:6] 01b: track request, [3:0] channel
            2    rsAddr
            3    [7:2] netFn, [1:0] rsLUN
            4    checksum of 2 and 3
            5    rqAddr: the controller that sends it on
            6    [7:2] rqSeq, [1:0] rqLUN
            7    command
            8..  data
            n    checksum from 5 on  */
        writer.WriteByte((byte)(Tracked | (receiver.Channel & 0x0F)));
        Span<byte> message = stackalloc byte[LanMessage.RequestOverhead + LanMessage.MaxDataBytes];
        var inside = new IpmiWriter(message);
        LanMessage.BeginRequest(ref inside, receiver.SlaveAddress, sender, code, lun, _sequence);
        inside.WriteBytes(data);
        LanMessage.EndRequest(ref inside, message);
        writer.WriteBytes(message[..inside.Written]);
    }
}
