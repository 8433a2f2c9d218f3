namespace Portal.Web.Components.Viewing;

/// <summary>The crumbs in the top bar. A page lays them when it is shown.</summary>
public sealed class Trail
{
    public IReadOnlyList<Crumb> Crumbs { get; private set; } = [];

    /// <summary>Where "back" leads on a phone; null on pages that have the navigation in sight.</summary>
    public string? BackHref { get; private set; }

    public event Action? Changed;

    /// <summary>Lays the crumbs; the last has no link, it is where one is.</summary>
    public void Lay(string? backHref, params IReadOnlyList<Crumb> crumbs)
    {
        if (BackHref == backHref && Crumbs.SequenceEqual(crumbs))
            return;
        BackHref = backHref;
        Crumbs = crumbs;
        Changed?.Invoke();
    }
}
