namespace Portal.BmcSim.Commands;

/// <summary>One command of the simulator.</summary>
/// <param name="NetFn">Network function of the request.</param>
/// <param name="Command">Command number.</param>
/// <param name="Privilege">Lowest privilege, IPMI 2.0 appendix G; 0 is also taken outside a session.</param>
/// <param name="MinLength">Fewest bytes of request data.</param>
/// <param name="Handler">What it does.</param>
internal readonly record struct CommandEntry(byte NetFn, byte Command, byte Privilege, byte MinLength, CommandHandler Handler)
{
    public const byte None = 0;
    public const byte Callback = 1;
    public const byte User = 2;
    public const byte Operator = 3;
    public const byte Administrator = 4;
}
