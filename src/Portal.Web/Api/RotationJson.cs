using Portal.Fleet.Credentials;
using Portal.Fleet.Links;

namespace Portal.Web.Api;

/// <summary>The rotation of one BMC's password.</summary>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>done</c>, <c>failed</c> (the BMC has its old password), <c>inDoubt</c> (the portal holds both and finds out at its next login) or <c>cancelled</c>.</param>
/// <param name="Code">Why it failed or is in doubt; null when all is well.</param>
/// <param name="PasswordBytes">Length of the new password.</param>
internal sealed record RotationJson(
    string Id, string RunId, string ServerId, string Server, RotationState State, int Attempts, string? Code, string? Problem, string? Detail, int? PasswordBytes,
    string By, string? Reason, DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt)
{
    public static RotationJson From(RotationView view) => new(
        view.Id.ToString("N"), view.RunId.ToString("N"), view.ServerId.ToString(), view.ServerName, view.State, view.Attempts, view.Code,
        view.Problem == BmcProblem.None ? null : view.Problem.Code(), view.Detail, view.Bytes, view.UserName, view.Reason, view.RequestedAt, view.StartedAt, view.EndedAt);
}
