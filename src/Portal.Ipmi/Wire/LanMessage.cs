namespace Portal.Ipmi.Wire;

/// <summary>An IPMI message as it travels on a LAN, IPMI 2.0 §13.8: the content of payload type 0.</summary>
internal readonly ref struct LanMessage
{
    /// <summary>Bytes a request has besides its data.</summary>
    public const int RequestOverhead = 7;

    /// <summary>Largest request or response data that a message may hold.</summary>
    public const int MaxDataBytes = 255;

    /// <summary>Largest message of a format that counts its bytes in one.</summary>
    public const int MaxBytes = ResponseOverhead + MaxDataBytes;

    private const byte BmcAddress = 0x20;
    private const byte ConsoleAddress = 0x81;
    private const int ResponseOverhead = 8;

    private LanMessage(LanMessage message, byte requestSequence)
    {
        this = message;
        RequestSequence = requestSequence;
    }

    private LanMessage(ReadOnlySpan<byte> bytes)
    {
        NetFn = (byte)(bytes[1] >> 2);
        RequesterLun = (byte)(bytes[1] & 0x03);
        RequestSequence = (byte)(bytes[4] >> 2);
        ResponderLun = (byte)(bytes[4] & 0x03);
        Command = bytes[5];
        CompletionCode = (CompletionCode)bytes[6];
        Data = bytes[7..^1];
    }

    /// <summary>Network function as it came; odd for a response.</summary>
    public byte NetFn { get; }

    /// <summary>LUN of the requester.</summary>
    public byte RequesterLun { get; }

    /// <summary>Sequence number of the request that is answered, 6 bits.</summary>
    public byte RequestSequence { get; }

    /// <summary>LUN of the responder.</summary>
    public byte ResponderLun { get; }

    /// <summary>Command number.</summary>
    public byte Command { get; }

    /// <summary>Completion code.</summary>
    public CompletionCode CompletionCode { get; }

    /// <summary>Response data after the completion code.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Answers a command with this code.</summary>
    public bool IsAnswerTo(CommandCode code) => NetFn == (byte)code.NetFn + 1 && Command == code.Command;

    /// <summary>The same message under another request sequence number.</summary>
    public LanMessage Numbered(byte requestSequence) => new(this, requestSequence);

    /// <summary>Writes the part of a request that stands before its data; <see cref="EndRequest"/> follows the data.</summary>
    public static void BeginRequest(ref IpmiWriter writer, CommandCode code, Lun lun, byte requestSequence) =>
        BeginRequest(ref writer, BmcAddress, ConsoleAddress, code, lun, requestSequence);

    /// <summary>The same between two controllers on a bus, IPMB 1.0 §2.11.1.</summary>
    public static void BeginRequest(ref IpmiWriter writer, byte receiver, byte sender, CommandCode code, Lun lun, byte requestSequence)
    {
        /*  1   rsAddr
            2   [7:2] netFn, [1:0] rsLUN
            3   checksum of 1 and 2
            4   rqAddr, or software id of the remote console
            5   [7:2] rqSeq, [1:0] rqLUN
            6   command  */
        var netFn = (byte)(((byte)code.NetFn << 2) | (byte)lun);
        writer.WriteByte(receiver);
        writer.WriteByte(netFn);
        writer.WriteByte((byte)-(receiver + netFn));
        writer.WriteByte(sender);
        writer.WriteByte((byte)(requestSequence << 2));
        writer.WriteByte(code.Command);
    }

    /// <summary>Writes the checksum over everything from the fourth byte of <paramref name="message"/>, which holds what was written so far.</summary>
    public static void EndRequest(ref IpmiWriter writer, ReadOnlySpan<byte> message) =>
        writer.WriteByte(Checksum.Of(message[3..writer.Written]));

    /// <summary>
    /// Reads a response. The checksums are not looked at: inside a session the packet's own code protects the message,
    /// and Supermicro X9 sends wrong ones; <see cref="HasGoodChecksums"/> is for messages outside of a session.
    /// </summary>
    public static bool TryReadResponse(ReadOnlySpan<byte> bytes, out LanMessage message)
    {
        message = default;
        if (!IsResponse(bytes))
            return false;
        message = new LanMessage(bytes);
        return true;
    }

    /// <summary>Whether a message is an answer: its network function is odd.</summary>
    public static bool IsResponse(ReadOnlySpan<byte> bytes) => bytes.Length >= ResponseOverhead && (bytes[1] & 0x04) != 0;

    /// <summary>Both checksums of a message are right.</summary>
    public static bool HasGoodChecksums(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= RequestOverhead && Checksum.Of(bytes[..3]) == 0 && Checksum.Of(bytes[3..]) == 0;
}
