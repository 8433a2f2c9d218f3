namespace Portal.Fleet.Access.Granting;

/// <summary>A change to roles, grants, people, requests or links is not acceptable. <see cref="Code"/> is stable, the message is for people.</summary>
public sealed class AccessRefusedException(string code, string message, string? field = null) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>The field that is wrong, by its name in the API; null where it is none.</summary>
    public string? Field { get; } = field;
}
