namespace Portal.Web.Api;

/// <summary>A link that was just made.</summary>
/// <param name="Path">Where it leads, on this portal; its secret is behind the # and nowhere else, this once.</param>
internal sealed record NewObserverLinkJson(ObserverLinkJson Link, string Path)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => Link.Label;
}
