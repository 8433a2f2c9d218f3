namespace Portal.Fleet.Consoles;

/// <summary>What happens when somebody else holds a server's serial line on its BMC.</summary>
public enum ConsoleContention
{
    /// <summary>The portal waits until the line is free. Administrators may take it.</summary>
    Wait,

    /// <summary>The people on the console are offered to take it.</summary>
    Ask,

    /// <summary>The portal takes it by itself, once in five minutes at most.</summary>
    Take,
}
