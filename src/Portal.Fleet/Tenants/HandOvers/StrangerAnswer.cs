namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>Which accounts an administrator wants to be removed; the other strangers stay and are known from then on.</summary>
internal sealed record StrangerAnswer(IReadOnlyList<BmcAccount> Remove);
