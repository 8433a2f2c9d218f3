namespace Portal.Web.Components.Servers;

/// <summary>The one best action of the console's status line.</summary>
public enum ConsoleAction
{
    None,

    /// <summary>Connect the browser to the portal again.</summary>
    Portal,
    SignIn,

    /// <summary>Connect the portal to the BMC now.</summary>
    TryNow,
    Password,
    PowerOn,
}
