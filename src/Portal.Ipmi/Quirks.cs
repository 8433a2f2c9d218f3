namespace Portal.Ipmi;

/// <summary>
/// Named departures of real BMCs from the specification. Each has a simulator fault and a test. What can be recognised safely is
/// recognised without a flag; a flag is for what would weaken the session, cost a login or lock a user out if it were guessed.
/// </summary>
[Flags]
public enum Quirks
{
    /// <summary>Follows the specification.</summary>
    None = 0,

    /// <summary>SOL needs a session of its own: commands on the session that carries SOL disturb it.</summary>
    SeparateSolSession = 1 << 0,

    /// <summary>
    /// A session is refused unless it asks for exactly the user's privilege level (early Tyan, Xyratex): when the level asked for is
    /// refused, the next lower one is tried, down to User. The session then has less privilege than was asked for.
    /// </summary>
    StepDownPrivilege = 1 << 1,

    /// <summary>The BMC keeps 16 bytes of a longer password (set by tools that send the 16 byte form): log in with the first 16.</summary>
    PasswordOf16Bytes = 1 << 2,

    /// <summary>
    /// Open Session must ask for privilege level 0, "highest". Found out without this flag at the cost of one refused request;
    /// with it that request is saved.
    /// </summary>
    HighestPrivilegeInOpenSession = 1 << 3,

    /// <summary>The user must not be looked up by name alone. Found out without this flag at the cost of one refused handshake.</summary>
    NoNameOnlyLookup = 1 << 4,

    /// <summary>
    /// Answers of an IPMI 1.5 session carry authentication codes that do not verify (Xyratex, OCP Windmill and Winterfell): they are
    /// taken unverified. Anyone on the network can then answer in the BMC's name.
    /// </summary>
    UnverifiedAnswers15 = 1 << 5,
}
