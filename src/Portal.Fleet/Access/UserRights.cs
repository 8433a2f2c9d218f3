using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>
/// What one user may do, as the grants said when it was read. Immutable. What any rule gives is held unless another denies it; people of a
/// tenant hold nothing on servers of others, whatever a rule says.
/// </summary>
internal sealed class UserRights
{
    private readonly Membership _membership;
    private readonly AccessRule[] _rules;

    public UserRights(Membership membership, IEnumerable<AccessRule> rules, DateTimeOffset now)
    {
        _membership = membership;
        AccessRule[] all = [.. rules];
        _rules = [.. all.Where(rule => rule.IsActiveAt(now))];
        ValidUntil = all.Min(rule => rule.NextChange(now));
    }

    /// <summary>Holds nothing: unknown or disabled.</summary>
    public static UserRights Nothing { get; } = new(Membership.Staff, [], default);

    /// <summary>Holds everything: the command line, whose user can read the key file and the database anyway.</summary>
    public static UserRights Everything { get; } = new(
        Membership.Staff, [new AccessRule(Guid.Empty, GrantScope.Fleet, Role.Administrator.Rights(), Denies: false, From: null, Until: null)], default);

    /// <summary>The tenant the user belongs to; null for staff.</summary>
    public Guid? TenantId => _membership.TenantId;

    /// <summary>When a grant begins or ends by itself; null when none does.</summary>
    public DateTimeOffset? ValidUntil { get; }

    /// <summary>Rights over the portal as a whole, and on every server as far as nothing narrower denies them. None for people of a tenant.</summary>
    public BmcRight OnFleet => TenantId is not null ? BmcRight.None : Held(static rule => rule.Scope.Kind == ScopeKind.Fleet);

    /// <summary>Rights over the user's own tenant: its people and its audit.</summary>
    public BmcRight OnTenant => TenantId is not { } tenant ? BmcRight.None : Held(rule => rule.Scope == GrantScope.OfTenant(tenant));

    /// <summary>Rights that are given for some server or other, which may not exist.</summary>
    public BmcRight Somewhere => _rules.Where(rule => !rule.Denies).Aggregate(BmcRight.None, (rights, rule) => rights | rule.Rights) & _membership.Ceiling;

    /// <summary>All rights on one server.</summary>
    public BmcRight On(Server server) =>
        TenantId is { } tenant && server.TenantId != tenant ? BmcRight.None : Held(rule => rule.Scope.Covers(server));

    public bool MayView(Server server) => (On(server) & BmcRight.View) != 0;

    private BmcRight Held(Func<AccessRule, bool> counts)
    {
        var (given, denied) = (BmcRight.None, BmcRight.None);
        foreach (var rule in _rules)
        {
            if (!counts(rule))
                continue;
            if (rule.Denies)
                denied |= rule.Rights;
            else
                given |= rule.Rights;
        }

        return given & ~denied & _membership.Ceiling;
    }
}
