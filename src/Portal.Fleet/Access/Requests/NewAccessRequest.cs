namespace Portal.Fleet.Access.Requests;

/// <summary>What somebody asks for.</summary>
/// <param name="Server">Name or id.</param>
public sealed record NewAccessRequest(string Server, Role Role, int Hours, string Reason)
{
    /// <summary>Which role it is when <see cref="Role"/> is <see cref="Role.Custom"/>.</summary>
    public Guid? CustomRoleId { get; init; }
}
