namespace Portal.Web.Api;

/// <summary>A token that was just made.</summary>
/// <param name="Token">Its text, this once.</param>
internal sealed record NewTokenJson(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, string Token)
{
    /// <summary>Never the text.</summary>
    public override string ToString() => Name;
}
