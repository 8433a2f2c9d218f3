using System.Net;
using System.Security.Cryptography;
using Portal.BmcSim.Users;

namespace Portal.BmcSim.Rmcp;

/// <summary>One session of a simulated BMC, from Open Session on.</summary>
internal sealed class SimSession : IDisposable
{
    private readonly byte[] _randoms = new byte[32];
    private SequenceWindow _inbound = new();

    public required uint ManagedId { get; init; }

    public required uint RemoteId { get; init; }

    public required byte OpenTag { get; init; }

    public required CipherSuite Suite { get; init; }

    /// <summary>Highest privilege asked for in Open Session; 0 asks for the highest the suite allows.</summary>
    public required byte OpenPrivilege { get; init; }

    public required long OpenedAt { get; init; }

    /// <summary>Session handle of Get Session Info, never 0.</summary>
    public required byte Handle { get; init; }

    /// <summary>Where the latest packet that verified came from; answers and SOL go there.</summary>
    public required SocketAddress Peer { get; set; }

    public required long LastActive { get; set; }

    public SessionState State { get; set; }

    /// <summary>The status that refused the handshake.</summary>
    public byte RefusedWith { get; set; }

    /// <summary>A packet inside the session has arrived: the client knows that it is logged in.</summary>
    public bool Used { get; set; }

    public Span<byte> RemoteRandom => _randoms.AsSpan(0, 16);

    public Span<byte> ManagedRandom => _randoms.AsSpan(16, 16);

    /// <summary>Role byte of RAKP 1 as it came, with the name-only lookup bit.</summary>
    public byte Role { get; set; }

    public byte[] UserName { get; set; } = [];

    public SimUser? User { get; set; }

    /// <summary>Highest privilege this session may have.</summary>
    public byte PrivilegeLimit { get; set; }

    /// <summary>Privilege now.</summary>
    public byte Privilege { get; set; }

    public byte[]? Sik { get; set; }

    public PacketCipher? Cipher { get; set; }

    /// <summary>It was closed or has expired.</summary>
    public bool Ended { get; set; }

    public RequestMemory? Requests { get; set; }

    /// <summary>What makes it a session of IPMI 1.5; null for one of RMCP+.</summary>
    public Lan15Session? Lan15 { get; init; }

    private uint OutboundSequence { get; set; }

    public bool AcceptSequence(uint sequence) => _inbound.Accept(sequence);

    /// <summary>0 is reserved for packets outside sessions and is skipped at the wrap.</summary>
    public uint NextOutboundSequence() => ++OutboundSequence == 0 ? ++OutboundSequence : OutboundSequence;

    /// <summary>Numbers of an IPMI 1.5 session: the first that the client is to send, the first that it wants to see.</summary>
    public void Number(uint inbound, uint outbound)
    {
        _inbound = new SequenceWindow(inbound);
        OutboundSequence = outbound - 1;
    }

    /// <summary>Back to an opened session, for a client that missed RAKP 4 and starts over.</summary>
    public void StartOver()
    {
        State = SessionState.Opened;
        _inbound = new SequenceWindow();
        OutboundSequence = 0;
        Dispose();
    }

    public void Dispose()
    {
        Cipher?.Dispose();
        Cipher = null;
        if (Sik is not null)
            CryptographicOperations.ZeroMemory(Sik);
        Sik = null;
    }
}
