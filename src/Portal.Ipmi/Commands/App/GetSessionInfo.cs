using System.Net;
using System.Net.NetworkInformation;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Session Info, IPMI 2.0 §22.20: about the session that asks unless made with <see cref="Active"/>, <see cref="ByHandle"/> or <see cref="ById"/>.</summary>
public sealed record GetSessionInfo : IpmiRequest<SessionInfo>
{
    private const byte ThisSession = 0x00;
    private const byte Handle = 0xFE;
    private const byte Id = 0xFF;

    private byte Index { get; init; } = ThisSession;

    private uint Key { get; init; }

    /// <summary>About the n-th active session, from 1. Sessions that end meanwhile move the others.</summary>
    public static GetSessionInfo Active(byte number)
    {
        ArgumentOutOfRangeException.ThrowIfZero(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Handle);
        return new GetSessionInfo { Index = number };
    }

    /// <summary>About the session with a handle.</summary>
    public static GetSessionInfo ByHandle(byte handle) => new() { Index = Handle, Key = handle };

    /// <summary>About the session with an id.</summary>
    public static GetSessionInfo ById(uint sessionId) => new() { Index = Id, Key = sessionId };

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x3D);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0xCB => "no such session",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    00h this session, n the n-th active, FEh by handle, FFh by id
            (2)  handle
            (2-5) id  */
        writer.WriteByte(Index);
        if (Index == Handle)
            writer.WriteByte((byte)Key);
        else if (Index == Id)
            writer.WriteUInt32(Key);
    }

    /// <inheritdoc />
    protected internal override SessionInfo Read(ref IpmiReader reader)
    {
        /*  1      session handle; 0 when there is none
            2      [5:0] possible sessions
            3      [5:0] active sessions
            4      [5:0] user id
            5      [3:0] privilege level
            6      [7:4] protocol: 0 IPMI 1.5, 1 RMCP+; [3:0] channel number
            7-10   LAN: address of the console
            11-16  LAN: its MAC address
            17-18  LAN: its port  */
        var handle = reader.ReadByte();
        var possible = (byte)(reader.ReadByte() & 0x3F);
        var active = (byte)(reader.ReadByte() & 0x3F);
        if (reader.Remaining < 3)
            return new SessionInfo(handle, possible, active, null, null, null);
        var user = (byte)(reader.ReadByte() & 0x3F);
        var privilege = (PrivilegeLevel)(reader.ReadByte() & 0x0F);
        var channel = reader.ReadByte();
        var info = new SessionInfo(handle, possible, active, user, privilege, (byte)(channel & 0x0F)) { IsRmcpPlus = channel >> 4 == 1 };
        if (reader.Remaining < 12)
            return info;
        return info with
        {
            ConsoleAddress = new IPAddress(reader.ReadBytes(4)),
            ConsoleMac = new PhysicalAddress(reader.ReadBytes(6).ToArray()),
            ConsolePort = reader.ReadUInt16(),
        };
    }
}
