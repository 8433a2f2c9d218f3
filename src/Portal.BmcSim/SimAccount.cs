using System.Text;

namespace Portal.BmcSim;

/// <summary>An account of a simulated BMC. Privilege: 2 user, 3 operator, 4 administrator.</summary>
public sealed record SimAccount(string Name, string Password, byte Privilege)
{
    /// <summary>The accounts every simulated BMC has unless told otherwise.</summary>
    public static IReadOnlyList<SimAccount> Defaults { get; } =
        [new("admin", "password", 4), new("operator", "password", 3), new("user", "password", 2)];

    internal byte[] NameBytes { get; } = Encoding.UTF8.GetBytes(Name);

    /// <summary>Kuid: the password padded with zeros to 20 bytes, IPMI 2.0 §13.31.</summary>
    internal byte[] Key { get; } = PadKey(Password);

    /// <summary>A password of more than 16 bytes can only be stored as 20.</summary>
    internal bool IsLong { get; } = Encoding.UTF8.GetByteCount(Password) > 16;

    /// <summary>Never the password.</summary>
    public override string ToString() => $"{Name}, privilege {Privilege}";

    internal void Check()
    {
        if (NameBytes.Length > 16)
            throw new ArgumentException($"The account name \"{Name}\" is longer than 16 bytes.");
        if (Encoding.UTF8.GetByteCount(Password) > 20)
            throw new ArgumentException($"The password of \"{Name}\" is longer than 20 bytes.");
        if (Privilege is < 1 or > 4)
            throw new ArgumentException($"The privilege of \"{Name}\" is 1 to 4, not {Privilege}.");
    }

    private static byte[] PadKey(string password)
    {
        var bytes = Encoding.UTF8.GetBytes(password);
        Array.Resize(ref bytes, Math.Max(20, bytes.Length));
        return bytes;
    }
}
