using Portal.Fleet.Credentials;

namespace Portal.Web.Api;

/// <summary>How well one BMC's login is kept.</summary>
/// <param name="PasswordSetAt">When the password was given; null for longer ago than that was written down.</param>
/// <param name="Generated">The portal made it, and nobody knows it.</param>
/// <param name="Length"><c>short</c> (under 16 bytes), <c>sixteen</c> (16 and more) or <c>twenty</c>.</param>
/// <param name="SharedGroup">BMCs with the same number have the same password.</param>
/// <param name="ProvenAt">When this password first opened a session.</param>
/// <param name="LoggedInAt">When the portal last logged in; null when it did not since its start.</param>
/// <param name="CheckedAt">When the BMC was last asked how it lets anybody in.</param>
/// <param name="Findings">What is wrong with it, for example <c>short</c>, <c>default</c>, <c>shared</c>.</param>
internal sealed record CredentialJson(
    string ServerId, string Server, string Username, DateTimeOffset? PasswordSetAt, bool Generated, PasswordLength? Length, int? SharedGroup, DateTimeOffset? ProvenAt, DateTimeOffset? LoggedInAt,
    DateTimeOffset? CheckedAt, IReadOnlyList<string> Findings, RotationJson? Rotation)
{
    public static CredentialJson From(CredentialView view) => new(
        view.ServerId.ToString(), view.ServerName, view.UserName, view.SetAt, view.Generated, view.Length, view.Group, view.ProvenAt, view.LoggedInAt, view.CheckedAt,
        [.. Enum.GetValues<CredentialFindings>().Where(finding => finding != CredentialFindings.None && view.Findings.HasFlag(finding)).Select(Camel)],
        view.Rotation is null ? null : RotationJson.From(view.Rotation));

    private static string Camel(CredentialFindings finding) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(finding.ToString());
}
