namespace Portal.Fleet.News;

/// <summary>Something may have happened that cannot be told any more: read what is shown again.</summary>
/// <param name="Reason"><c>restarted</c>: the portal was; <c>too_old</c>: more happened since than is kept.</param>
public sealed record NewsGap(string Reason);
