namespace Portal.Ipmi.Commands.App;

/// <summary>What Set User Password does, IPMI 2.0 §22.30.</summary>
public enum PasswordOperation : byte
{
    /// <summary>Disables the user.</summary>
    Disable = 0,

    /// <summary>Enables the user.</summary>
    Enable = 1,

    /// <summary>Sets the password.</summary>
    Set = 2,

    /// <summary>Tests the password.</summary>
    Test = 3,
}
