namespace Portal.Ipmi.Commands.App;

/// <summary>What a user may do on a channel, IPMI 2.0 §22.26.</summary>
[Flags]
public enum UserPermissions : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Send IPMI messages, which is what a login needs.</summary>
    Messaging = 0x10,

    /// <summary>Authenticate a link (PPP).</summary>
    LinkAuthentication = 0x20,

    /// <summary>Only be called back.</summary>
    CallbackOnly = 0x40,
}
