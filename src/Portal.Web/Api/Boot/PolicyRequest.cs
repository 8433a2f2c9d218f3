using Portal.Ipmi.Commands.Chassis;

namespace Portal.Web.Api.Boot;

/// <summary>What the host does when mains power returns.</summary>
internal sealed record PolicyRequest
{
    /// <summary><c>alwaysOff</c>, <c>previous</c> or <c>alwaysOn</c>.</summary>
    public required PowerRestorePolicy Policy { get; init; }
}
