namespace Portal.Ipmi.Commands.App;

/// <summary>Keys of a channel, IPMI 2.0 §22.25.</summary>
public enum ChannelKeyId : byte
{
    /// <summary>K_R, of the remote console: for two-key logins.</summary>
    Kr = 0,

    /// <summary>K_G, of the BMC: the second secret of a login.</summary>
    Kg = 1,
}
