using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Portal.BmcSim.Commands;
using Portal.BmcSim.Configuration;
using Portal.BmcSim.Events;
using Portal.BmcSim.Rmcp;
using Portal.BmcSim.Sensors;
using Portal.BmcSim.Sol;
using Portal.BmcSim.Users;

namespace Portal.BmcSim;

/// <summary>What is inside the BMC: takes datagrams, keeps sessions, executes commands. Not thread safe; <see cref="SimulatedBmc"/> holds its lock around every call.</summary>
internal sealed class Controller
{
    /// <summary>Address of the BMC on its own bus.</summary>
    public const byte BmcAddress = 0x20;

    private readonly Handshake _handshake;
    private readonly Lan15 _lan15;
    private readonly DatagramSender _send;

    public Controller(SimulatedBmcOptions options, SimFaults faults, FaultDice dice, Agenda agenda, int port, DatagramSender send, Action changed)
    {
        Options = options;
        Faults = faults;
        Dice = dice;
        Agenda = agenda;
        Port = port;
        Changed = changed;
        _send = send;
        SystemGuid = SHA256.HashData(Encoding.UTF8.GetBytes($"{options.HostName}|{options.EndPoint.Address}|{port}"))[..16];
        // A random GUID (version 4) in SMBIOS order, unless the profile has one.
        SystemGuid[7] = (byte)(0x40 | (SystemGuid[7] & 0x0F));
        SystemGuid[8] = (byte)(0x80 | (SystemGuid[8] & 0x3F));
        SystemGuid = options.Hardware.SystemGuid ?? SystemGuid;
        Ledger = new CommandLedger(options.LedgerLimit);
        Sessions = new SessionTable(options, agenda, OnSessionEnded);
        Sol = new SolPort(this);
        Host = new Host(this);
        LanChannel = new LanChannel(options);
        _handshake = new Handshake(this);
        _lan15 = new Lan15(this);
    }

    public delegate void DatagramSender(ReadOnlySpan<byte> datagram, SocketAddress to);

    public SimulatedBmcOptions Options { get; }

    public SimFaults Faults { get; }

    public FaultDice Dice { get; }

    public Agenda Agenda { get; }

    public int Port { get; }

    /// <summary>Tells those who wait that something may have become true.</summary>
    public Action Changed { get; }

    public byte[] SystemGuid { get; }

    public CommandLedger Ledger { get; }

    public SessionTable Sessions { get; }

    public SolPort Sol { get; }

    public Host Host { get; }

    public LanChannel LanChannel { get; }

    public Chassis Chassis => field ??= new Chassis(this);

    public LanParameters Lan => field ??= new LanParameters(this);

    public SolConfiguration SolConfiguration => field ??= new SolConfiguration(this);

    public SerialConfiguration SerialConfiguration => field ??= new SerialConfiguration(this);

    /// <summary>Datagrams that arrived since this was last set to 0.</summary>
    public int PacketsReceived { get; set; }

    public Messaging Messaging => field ??= new Messaging();

    public Watchdog Watchdog => field ??= new Watchdog(this);

    /// <summary>How long the BMC is away, once the answer to the command that restarts it is out.</summary>
    public TimeSpan? Restarting { get; set; }

    /// <summary>Restarts the BMC; the host runs on.</summary>
    public Action<TimeSpan> Restart { get; set; } = static _ => { };

    public UserTable Users => field ??= new UserTable(Options.Accounts, Options.Hardware.UserSlots);

    /// <summary>Sensors and their records; made when first asked for.</summary>
    public SensorPanel Sensors => field ??= new SensorPanel(this);

    /// <summary>LUN of the command that is being executed.</summary>
    public byte RequestLun { get; set; }

    /// <summary>Address of the controller that executes the command: the BMC, or one behind it.</summary>
    public byte ResponderAddress { get; set; } = BmcAddress;

    /// <summary>The command that is being executed gets no answer.</summary>
    public bool Unanswered { get; set; }

    /// <summary>How long the answer of the command that is being executed is held back.</summary>
    public TimeSpan Stall { get; set; }

    public DcmiState Dcmi => field ??= new DcmiState(Options.HostName);

    public SystemInfoCommands SystemInfo => field ??= new SystemInfoCommands();

    /// <summary>The command that is being executed answers its data although its completion code is not 00h.</summary>
    public bool AnswersDataWithCode { get; set; }

    /// <summary>The event log; made when first asked for.</summary>
    public EventLog EventLog => field ??= new EventLog(this);

    /// <summary>Event reception and filtering; made when first asked for.</summary>
    public EventFiltering EventFiltering => field ??= new EventFiltering(this);

    public FruStore Fru => field ??= new FruStore(Options.Hardware.FruDevices);

    /// <summary>The answer of a satellite controller, which goes out after the BMC's own; empty when the controller does not answer.</summary>
    public byte[]? Delivery { get; set; }

    /// <summary>How long the network port is about to be down, when the answer is out.</summary>
    public TimeSpan LinkDrop { get; set; }

    /// <summary>A session that its own command closed; it goes when the answer is out.</summary>
    public SimSession? Closing { get; set; }

    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to) => _send(datagram, to);

    /// <summary>Takes one datagram, whatever it holds.</summary>
    public void Handle(ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        if (datagram.Length < 5 || datagram[0] != 0x06)
            return;
        PacketsReceived++;
        switch (datagram[3])
        {
            case RmcpPlus.ClassAsf:
                PresencePing.Answer(this, datagram, from);
                break;
            case RmcpPlus.ClassIpmi when datagram[4] == RmcpPlus.FormatRmcpPlus:
                HandleRmcpPlus(datagram, from);
                break;
            case RmcpPlus.ClassIpmi:
                _lan15.Handle(datagram, from);
                break;
        }
    }

    /// <summary>Sends a payload inside a session to its client.</summary>
    public void SendInSession(SimSession session, byte payloadType, ReadOnlySpan<byte> payload)
    {
        for (var skipped = 1; skipped < Faults.SequenceStep; skipped++)
            session.NextOutboundSequence();
        if (session.Lan15 is { } lan15)
            Send(Lan15.Seal(session, payload, lan15.PlainAnswers, Faults), session.Peer);
        else
            Send(session.Cipher!.Seal(payloadType, Faults.SessionIdZero ? 0 : session.RemoteId, session.NextOutboundSequence(), payload, Scratch.Current), session.Peer);
    }

    private void HandleRmcpPlus(ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        if (datagram.Length < RmcpPlus.HeaderLength)
            return;
        var type = datagram[5];
        var sessionId = BinaryPrimitives.ReadUInt32LittleEndian(datagram[6..]);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(datagram[14..]);
        if (datagram.Length < RmcpPlus.HeaderLength + length)
            return;
        var payload = datagram.Slice(RmcpPlus.HeaderLength, length);
        if (sessionId != 0)
            HandleInSession(datagram, type, sessionId, payload, from);
        else
            HandleOutsideSession(type, payload, from);
    }

    private void HandleOutsideSession(byte type, ReadOnlySpan<byte> payload, SocketAddress from)
    {
        switch (type)
        {
            case RmcpPlus.PayloadOpenSessionRequest:
                _handshake.OpenSession(payload, from);
                break;
            case RmcpPlus.PayloadRakp1:
                _handshake.Rakp1(payload, from);
                break;
            case RmcpPlus.PayloadRakp3:
                _handshake.Rakp3(payload, from);
                break;
            case RmcpPlus.PayloadIpmi:
                var answer = Execute(null, payload);
                if (answer.IsEmpty)
                    return;
                var packet = Scratch.Current.Packet;
                RmcpPlus.WriteHeader(packet, RmcpPlus.PayloadIpmi, 0, 0, answer.Length);
                answer.CopyTo(packet.AsSpan(RmcpPlus.HeaderLength));
                Send(packet.AsSpan(0, RmcpPlus.HeaderLength + answer.Length), from);
                break;
        }
    }

    private void HandleInSession(ReadOnlySpan<byte> datagram, byte type, uint sessionId, ReadOnlySpan<byte> payload, SocketAddress from)
    {
        // Every packet is encrypted and authenticated exactly as the suite is.
        const byte secured = 0xC0;
        var session = Sessions.Find(sessionId);
        if (session?.Cipher is null || (type & secured) != session.Suite.Flags || !session.Cipher.Verify(datagram, payload.Length))
            return;
        var sequence = BinaryPrimitives.ReadUInt32LittleEndian(datagram[10..]);
        if (!session.AcceptSequence(sequence))
            return;
        var scratch = Scratch.Current;
        if (!session.Cipher.TryDecrypt(payload, scratch, out var clear))
            return;
        session.Used = true;
        Sessions.Touch(session, from);
        switch (type & 0x3F)
        {
            case RmcpPlus.PayloadIpmi:
                HandleRequest(session, clear, scratch);
                break;
            case RmcpPlus.PayloadSol:
                Sol.Receive(session, sequence, clear);
                break;
        }
    }

    /// <summary>Executes a request of a session and answers it.</summary>
    public void HandleRequest(SimSession session, ReadOnlySpan<byte> request, Scratch scratch)
    {
        session.Requests ??= new RequestMemory();
        if (session.Requests.TryRecall(request, Options.TimeProvider, out var remembered))
        {
            if (!remembered.IsEmpty)
                SendInSession(session, RmcpPlus.PayloadIpmi, remembered);
            return;
        }
        // What the command makes the host print leaves after the command's answer.
        Sol.Cork();
        var answer = Execute(session, request);
        if (Stall > TimeSpan.Zero)
            HoldBack(session, request, answer);
        else if (!session.Ended)
        {
            // A satellite controller is asked again, for its answer may have been lost.
            if (Delivery is null)
                session.Requests.Remember(request, answer, Options.TimeProvider);
            if (!answer.IsEmpty)
                SendInSession(session, RmcpPlus.PayloadIpmi, answer);
            if (Delivery is { Length: > 0 } delivery)
                SendInSession(session, RmcpPlus.PayloadIpmi, delivery);
        }
        Delivery = null;
        if (Closing is { } closing)
        {
            Closing = null;
            Sessions.Close(closing);
            Changed();
        }
        if (Restarting is { } downFor)
        {
            Restarting = null;
            LanChannel.InForce = LanChannel.Stored;
            Watchdog.Stop();
            Restart(downFor);
            Changed();
        }
        Sol.Uncork();
    }

    /// <summary>Sends an answer later. Until then repetitions of the request are not answered either.</summary>
    private void HoldBack(SimSession session, ReadOnlySpan<byte> request, ReadOnlySpan<byte> answer)
    {
        var (asked, held) = (request.ToArray(), answer.ToArray());
        session.Requests!.Remember(asked, default, Options.TimeProvider);
        Agenda.After(Stall, () =>
        {
            if (!session.Ended && held.Length > 0 && Sessions.Find(session.ManagedId) == session)
                SendInSession(session, RmcpPlus.PayloadIpmi, held);
        });
        Stall = TimeSpan.Zero;
    }

    /// <summary>Executes one message and returns its answer, in <see cref="Scratch.Answer"/>; empty when there is none to send.</summary>
    public ReadOnlySpan<byte> Execute(SimSession? session, ReadOnlySpan<byte> request)
    {
        if (!IpmiMessage.TryRead(request, out var message))
            return default;
        Span<byte> data = stackalloc byte[ReplyWriter.MaxLength];
        var reply = new ReplyWriter(data);
        var completionCode = CommandTable.Execute(this, session, message, ref reply);
        var unanswered = Unanswered;
        Unanswered = false;
        if (unanswered || Faults.Unanswered.Contains((message.NetFn, message.Command)))
            return default;
        var answer = Scratch.Current.Answer;
        var length = message.WriteAnswer(completionCode, completionCode == 0 || AnswersDataWithCode ? reply.Written : default, answer);
        AnswersDataWithCode = false;
        if (Faults.WrongChecksums && session is not null)
            answer[length - 1] ^= 0x55;
        return answer.AsSpan(0, length);
    }

    private void OnSessionEnded(SimSession session)
    {
        Sol.OnSessionEnded(session);
        Changed();
    }
}
