namespace Portal.Fleet.Consoles;

/// <summary>Someone on a console. A person with several windows is one person.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="Name">The user's name, for the others.</param>
public sealed record ConsolePerson(string UserId, string Name)
{
    /// <summary>The tenancy in which they came: what they type goes nowhere once the server has another.</summary>
    internal int Epoch { get; init; }
}
