namespace Portal.Web.Identity.SingleSignOn;

/// <summary>A provider's word was not enough. <see cref="Code"/> is stable: the page says it in words, the audit with <see cref="Exception.Message"/>.</summary>
internal sealed class SsoRefusedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
