using Microsoft.Extensions.Localization;
using Portal.Fleet.Credentials;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Credentials;

/// <summary>How BMC logins are kept, in words.</summary>
internal static class CredentialWords
{
    private const CredentialFindings Serious = CredentialFindings.Missing | CredentialFindings.Unreadable | CredentialFindings.Default | CredentialFindings.Refused
        | CredentialFindings.CipherZero | CredentialFindings.AnonymousLogin | CredentialFindings.NoAuthentication | CredentialFindings.InDoubt;

    /// <summary>Every finding by itself.</summary>
    public static IReadOnlyList<CredentialFindings> All { get; } = [.. Enum.GetValues<CredentialFindings>().Where(finding => finding != CredentialFindings.None)];

    /// <summary>The findings of a server, the serious ones first.</summary>
    public static IEnumerable<CredentialFindings> Of(CredentialView view) =>
        All.Where(finding => view.Findings.HasFlag(finding)).OrderByDescending(finding => Serious.HasFlag(finding));

    public static StateWord Findings(this IStringLocalizer<Text> texts, CredentialView view)
    {
        if (view.Findings == CredentialFindings.None)
            return new StateWord("ok", "ok", texts["credentials.inOrder"]);
        var kind = (view.Findings & Serious) != 0 ? "crit" : "warn";
        return new StateWord(kind, kind, string.Join(texts["access.and"], Of(view).Select(finding => texts[$"credentials.finding.{finding}"].Value)),
            string.Join('\n', Of(view).Select(finding => texts[$"credentials.finding.{finding}.what"].Value)));
    }

    public static StateWord Rotation(this IStringLocalizer<Text> texts, RotationView rotation)
    {
        var (kind, mark) = rotation.State switch
        {
            RotationState.Waiting => ("off", "wait"),
            RotationState.Running => ("run", "run"),
            RotationState.Done => ("ok", "ok"),
            RotationState.Failed => ("crit", "crit"),
            RotationState.InDoubt => ("warn", "warn"),
            _ => ("off", "skip"),
        };
        return new StateWord(kind, mark, texts[$"credentials.rotation.{rotation.State}"], rotation.Detail);
    }

    /// <summary>How long the password is and who made it; never more.</summary>
    public static string Password(this IStringLocalizer<Text> texts, CredentialView view) => view.Length is not { } length
        ? texts["credentials.length.none"]
        : texts[view.Generated ? "credentials.generated" : "credentials.given", texts[$"credentials.length.{length}"].Value];
}
