namespace Portal.Web.Identity.Links;

/// <summary>This person cannot be invited.</summary>
/// <param name="code"><c>invalid_email</c> or <c>email_taken</c>.</param>
/// <param name="sentence">Why, in English.</param>
internal sealed class InvalidInvitationException(string code, string sentence) : Exception(sentence)
{
    public string Code { get; } = code;
}
