using System.Collections.Concurrent;

namespace Portal.BmcSim;

/// <summary>What goes wrong, changeable while the BMC runs. Rates are 0 to 1 and apply to each datagram in each direction.</summary>
public sealed partial class SimFaults
{
    /// <summary>Share of datagrams lost.</summary>
    public double Loss { get; set; }

    /// <summary>Share of datagrams delivered twice.</summary>
    public double Duplicate { get; set; }

    /// <summary>Share of datagrams delivered after a later one.</summary>
    public double Reorder { get; set; }

    /// <summary>Time before each answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Nothing is answered at all.</summary>
    public bool Silent { get; set; }

    /// <summary>RAKP 2 carries a key exchange code that does not verify.</summary>
    public bool CorruptRakp2 { get; set; }

    /// <summary>RAKP 4 carries an integrity check value that does not verify.</summary>
    public bool CorruptRakp4 { get; set; }

    /// <summary>Every Open Session request is refused with this RMCP+ status; 01h is "out of sessions".</summary>
    public byte? OpenSessionStatus { get; set; }

    /// <summary>Share of datagrams cut short on their way to the client.</summary>
    public double Truncate { get; set; }

    /// <summary>Open Session refuses every privilege level but 0, "highest", with 12h.</summary>
    public bool OpenSessionWantsHighest { get; set; }

    /// <summary>Open Session's answer grants privilege level 0, as ipmi_sim's and OpenBMC's do.</summary>
    public bool OpenSessionGrantsNothing { get; set; }

    /// <summary>Open Session takes this cipher suite whatever is asked for, as pyghmi's server does with 3.</summary>
    public byte? InsistsOnSuite { get; set; }

    /// <summary>Status for cipher suites that are not offered instead of 11h; 01h on Intel M50CYP.</summary>
    public byte? SuiteRefusal { get; set; }

    /// <summary>Cipher suites that Get Channel Cipher Suites lists instead of those there are; null for the truth.</summary>
    public IReadOnlyList<byte>? ClaimedSuites { get; set; }

    /// <summary>RAKP 1 is refused with this status unless it asks for exactly the user's privilege level (Tyan, Xyratex).</summary>
    public byte? ExactPrivilegeStatus { get; set; }

    /// <summary>RAKP 1 with look-up by name alone finds nobody.</summary>
    public bool NoNameOnlyLookup { get; set; }

    /// <summary>RAKP 2 carries a key exchange code cut to 16 bytes (Sun ILOM).</summary>
    public bool ShortKeyExchangeCode { get; set; }

    /// <summary>RAKP 2's payload length is one more than it has (Supermicro H8QME).</summary>
    public bool LongRakp2 { get; set; }

    /// <summary>RAKP 4 carries an integrity check value even where the suite has none (Supermicro X8DTG, Intel S5500).</summary>
    public bool StrayCheckValue { get; set; }

    /// <summary>Bytes of a password that are kept; those behind are lost.</summary>
    public int PasswordBytesKept { get; set; } = 20;

    /// <summary>What happens right after Set User Password has stored a password.</summary>
    public SimAfterPassword AfterPasswordSet { get; set; }

    /// <summary>Answers in sessions end in a wrong checksum (Supermicro X9).</summary>
    public bool WrongChecksums { get; set; }

    /// <summary>Packets to the client carry session id 0 (Tyan S2882).</summary>
    public bool SessionIdZero { get; set; }

    /// <summary>By how much the session sequence number of packets to the client grows (ASRock: 2).</summary>
    public int SequenceStep { get; set; } = 1;

    /// <summary>Packets of IPMI 1.5 sessions carry codes that do not verify (Xyratex, OCP Windmill).</summary>
    public bool WrongCodes15 { get; set; }

    /// <summary>Keys and codes are made with the privilege level of Open Session instead of RAKP 1's (Sun X4150, Supermicro X8DT, Intel S5500).</summary>
    public bool KeysFromOpenSession { get; set; }

    /// <summary>For so long after Chassis Control the BMC's shared network port is down.</summary>
    public TimeSpan LinkDownAfterPowerChange { get; set; }

    /// <summary>The answer of a satellite controller comes in a message of its own, after that to Send Message.</summary>
    public bool SatelliteAnswersApart { get; set; }

    /// <summary>Send Message is acknowledged, but the satellite controllers do not answer.</summary>
    public bool SilentSatellites { get; set; }

    /// <summary>Commands that are executed but never answered, as (NetFn, command).</summary>
    public CommandSet Unanswered { get; } = new();

    /// <summary>Commands answered with this completion code and not executed.</summary>
    public ConcurrentDictionary<(byte NetFn, byte Command), byte> CompletionCodes { get; } = new(concurrencyLevel: 1, capacity: 1);

    /// <summary>Configuration parameters know no "set in progress".</summary>
    public bool NoSetInProgress { get; set; }

    /// <summary>Configuration parameters are refused with CCh while "set in progress" is set.</summary>
    public bool OneParameterAtATime { get; set; }

    /// <summary>Set User Password wants a password also for enabling and disabling a user.</summary>
    public bool PasswordNeededToEnable { get; set; }

    /// <summary>Completion code that Activate Payload answers, for example 80h "already active"; null for normal behaviour.</summary>
    public byte? ActivatePayloadCode { get; set; }

    /// <summary>Who loses SOL to another session is not told, and typing into it is not answered.</summary>
    public bool SolTakenUntold { get; set; }

    /// <summary>Share of SOL packets from the client that are accepted only in part.</summary>
    public double SolPartialAccept { get; set; }

    /// <summary>Share of SOL packets from the client answered with NACK.</summary>
    public double SolNack { get; set; }

    /// <summary>Most record bytes that one Get SDR returns; a request for more, or for the whole record, is refused with <see cref="SdrTooLongCode"/>. Null: no limit.</summary>
    public int? SdrMaxBytes { get; set; }

    /// <summary>Completion code for a Get SDR that asks for more than <see cref="SdrMaxBytes"/>.</summary>
    public byte SdrTooLongCode { get; set; } = 0xCA;

    /// <summary>Get SDR that asks for more than <see cref="SdrMaxBytes"/> is not answered at all.</summary>
    public bool SdrTooLongUnanswered { get; set; }

    /// <summary>Added to the record count in the repository's info.</summary>
    public int SdrCountOffset { get; set; }

    /// <summary>Every n-th partial read finds its reservation cancelled; 0: none.</summary>
    public int SdrCancelEvery { get; set; }

    /// <summary>What is wrong with the chain of records.</summary>
    public SimSdrChain SdrChain { get; set; }

    /// <summary>Bytes missing (or, below 0, in excess) at the end of each record that is read whole.</summary>
    public int SdrMissingBytes { get; set; }

    /// <summary>Completion code that the last record answers.</summary>
    public byte? SdrLastRecordCode { get; set; }
}
