using Portal.Ipmi.Crypto;

namespace Portal.Ipmi.Tests.Crypto;

/// <summary>
/// Two logins of ipmitool 1.8.19 as it printed them itself (<c>ipmitool -I lanplus -vvvvv … chassis power status</c>): user admin,
/// name-only look-up, administrator. Suite 3 against OpenIPMI's ipmi_sim 2.0.33 with the password "secret"; suite 17 against our
/// simulator with the password "password". Keys and codes are those that ipmitool computed; both ends agreed on them.
/// </summary>
internal sealed class Capture
{
    public const byte Role = 0x14;

    public static Capture Suite3 { get; } = new()
    {
        Suite = CipherSuite.Suite3,
        Password = "secret",
        BmcSessionId = 0x00000002,
        ConsoleRandom = Hex("6620032f80ac8b670ac5c5889745afa2"),
        BmcRandom = Hex("a6f5d1e430fdf26ba06b1338cb5247ac"),
        Guid = Hex("a123456789abcdefa123456789abcdef"),
        Rakp2Code = Hex("24b6c618e7bf5fe68e84e6978f37ef2281045afb"),
        Rakp3Code = Hex("60a41fca867a3c2a39708bdd5c6c026f25891904"),
        Rakp4Check = Hex("63074508 8a8b4653 975051c9"),
        K1 = Hex("5240393cdc47bf3a2d6225fa03a0d659bc0917b2"),
        K2 = Hex("a8e22638aaad4ef6eb8987f9e899ce7a13e10c3a"),
        OpenSessionRequest = Hex("0600ff0706100000000000000000200000000000a4a3a2a0000000080100000001000008010000000200000801000000"),
        OpenSessionResponse = Hex("0600ff0706110000000000000000240000000000a4a3a2a002000000000000080100000001000008010000000200000801000000"),
        Rakp1 = Hex("0600ff07061200000000000000002100000000000200000066 20032f80ac8b670ac5c5889745afa21400000561646d696e"),
        Rakp2 = Hex("0600ff07061300000000000000003c0000000000a4a3a2a0a6f5d1e430fdf26ba06b1338cb5247aca123456789abcdefa123456789abcdef24b6c618e7bf5fe68e84e6978f37ef2281045afb"),
        Rakp3 = Hex("0600ff07061400000000000000001c00000000000200000060a41fca867a3c2a39708bdd5c6c026f25891904"),
        Rakp4 = Hex("0600ff0706150000000000000000140000000000a4a3a2a0630745088a8b4653975051c9"),
        SealedRequest = Hex("0600ff0706c0020000000300000020007411 16f3bb1be460cd914dd5d6993ba2937534330fd2ccc6a6864c08e910ad07ffff020716f1dec546995535a5da7ac4"),
        SealedResponse = Hex("0600ff0706c0a4a3a2a001000000200064fdfecb4e14fda033fa495bd9cdea06e7290ae44169769d9145f742e7b69847ffff0207a81dc8d613b27749fb2b1399"),
    };

    public static Capture Suite17 { get; } = new()
    {
        Suite = CipherSuite.Suite17,
        Password = "password",
        BmcSessionId = 0x232082b8,
        ConsoleRandom = Hex("f2c7908d0fdc25797a66507b0387ec38"),
        BmcRandom = Hex("01541d1f0728ea4aaf220afd32841a42"),
        Guid = Hex("9760f7e22b32608a520ab706810fd49b"),
        Rakp2Code = Hex("dcfacd8f6a7eca76fb0e4db2064423ab6b5f8718aba0c1e6c893d0dfd873c2e4"),
        Rakp3Code = Hex("437df05217c0b3e4e491d0ee6370cb323adafb9c22a8e6c7252d968eb8102199"),
        Rakp4Check = Hex("5e3e5a3b99d1e99bf509a7273cf9cc45"),
        K1 = Hex("440cf795f2f68d4cc216adb3cf267eb3fa93e118133254a063c3f2c78fc7d660"),
        K2 = Hex("48814d98e8a058a7f377a4889cb908d3ade6c72172f3c0220b799ef864382302"),
        OpenSessionRequest = Hex("0600ff0706100000000000000000200000000000a4a3a2a0000000080300000001000008040000000200000801000000"),
        OpenSessionResponse = Hex("0600ff0706110000000000000000240000000400a4a3a2a0b8822023000000080300000001000008040000000200000801000000"),
        Rakp1 = Hex("0600ff0706120000000000000000210000000000b8822023f2c7908d0fdc25797a66507b0387ec381400000561646d696e"),
        Rakp2 = Hex("0600ff0706130000000000000000480000000000a4a3a2a001541d1f0728ea4aaf220afd32841a429760f7e22b32608a520ab706810fd49bdcfacd8f6a7eca76fb0e4db2064423ab6b5f8718aba0c1e6c893d0dfd873c2e4"),
        Rakp3 = Hex("0600ff0706140000000000000000280000000000b8822023437df05217c0b3e4e491d0ee6370cb323adafb9c22a8e6c7252d968eb8102199"),
        Rakp4 = Hex("0600ff0706150000000000000000180000000000a4a3a2a05e3e5a3b99d1e99bf509a7273cf9cc45"),
        SealedRequest = Hex("0600ff0706c0b882202303000000200016 76256c9bb3550406d268d2bcf3d3cc927d6da1f8767614f560a20518cfb20fffff0207db904eae8ebddf95f479d7e520044b22"),
        SealedResponse = Hex("0600ff0706c0a4a3a2a0010000002000 34977dc9351b5c416213f9e67d17fa227b113119f697677ae5cc6914db3343c8ffff0207830feb335ce164ac65b269cc834d6ede"),
    };

    public required CipherSuite Suite { get; init; }

    public required string Password { get; init; }

    public uint ConsoleSessionId { get; } = 0xA0A2A3A4;

    public required uint BmcSessionId { get; init; }

    public required byte[] ConsoleRandom { get; init; }

    public required byte[] BmcRandom { get; init; }

    public required byte[] Guid { get; init; }

    public byte[] UserName { get; } = "admin"u8.ToArray();

    public required byte[] Rakp2Code { get; init; }

    public required byte[] Rakp3Code { get; init; }

    public required byte[] Rakp4Check { get; init; }

    public required byte[] K1 { get; init; }

    public required byte[] K2 { get; init; }

    public required byte[] OpenSessionRequest { get; init; }

    public required byte[] OpenSessionResponse { get; init; }

    public required byte[] Rakp1 { get; init; }

    public required byte[] Rakp2 { get; init; }

    public required byte[] Rakp3 { get; init; }

    public required byte[] Rakp4 { get; init; }

    /// <summary>Set Session Privilege Level, administrator: session sequence 3, rqSeq 1.</summary>
    public required byte[] SealedRequest { get; init; }

    /// <summary>Its answer: session sequence 1.</summary>
    public required byte[] SealedResponse { get; init; }

    public byte[] RequestMessage { get; } = Hex("2018c881043b043c");

    public byte[] ResponseMessage { get; } = Hex("811c6320043b00049d");

    public RakpTranscript Transcript => new(ConsoleSessionId, BmcSessionId, ConsoleRandom, BmcRandom, Guid, Role, UserName);

    public RakpKeys Keys
    {
        get
        {
            using var password = SecretBytes.FromText(Password);
            return RakpKeys.Derive(Suite, password, null, Transcript);
        }
    }

    public static Capture Of(int suite) => suite == 3 ? Suite3 : Suite17;

    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", ""));
}
