namespace Portal.BmcSim;

/// <summary>An account of a simulated BMC. Privilege: 2 user, 3 operator, 4 administrator.</summary>
public sealed record SimAccount(string Name, string Password, byte Privilege)
{
    /// <summary>The accounts every simulated BMC has unless told otherwise.</summary>
    public static IReadOnlyList<SimAccount> Defaults { get; } =
        [new("admin", "password", 4), new("operator", "password", 3), new("user", "password", 2)];

    /// <summary>Never the password.</summary>
    public override string ToString() => $"{Name}, privilege {Privilege}";
}
