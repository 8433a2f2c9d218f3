namespace Portal.Fleet.SignIn;

/// <summary>What a person showed to come in.</summary>
public enum SignInMethod
{
    Password,

    /// <summary>A password and a code from an authenticator.</summary>
    Code,

    /// <summary>A password and a recovery code.</summary>
    RecoveryCode,

    Passkey,

    /// <summary>Another service vouched for them.</summary>
    SingleSignOn,
}
