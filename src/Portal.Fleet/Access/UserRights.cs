using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>
/// What one user may do, as the grants said when it was read. Immutable. What any rule gives is held unless another denies it; people of a
/// tenant hold nothing on servers of others, whatever a rule says.
/// </summary>
internal sealed class UserRights
{
    /// <summary>Every right there is and will be.</summary>
    public const BmcRight All = (BmcRight)~0;

    private readonly Membership _membership;
    private readonly AccessRule[] _rules;
    private readonly AccessRule? _limit;

    /// <param name="limit">What a token or a link may, of all that its user holds; null for the user in person.</param>
    public UserRights(Membership membership, IEnumerable<AccessRule> rules, DateTimeOffset now, AccessRule? limit = null)
    {
        _membership = membership;
        AccessRule[] all = [.. rules];
        _rules = limit?.IsActiveAt(now) == false ? [] : [.. all.Where(rule => rule.IsActiveAt(now))];
        _limit = limit;
        ValidUntil = all.Append(limit).Min(rule => rule?.NextChange(now));
    }

    /// <summary>Holds nothing: unknown or disabled.</summary>
    public static UserRights Nothing { get; } = new(Membership.Staff, [], default);

    /// <summary>Holds everything: the command line, whose user can read the key file and the database anyway.</summary>
    public static UserRights Everything { get; } = new(
        Membership.Staff, [new AccessRule(Guid.Empty, GrantScope.Fleet, Role.Administrator.Rights(), Denies: false, From: null, Until: null)], default);

    /// <summary>The tenant the user belongs to; null for staff.</summary>
    public Guid? TenantId => _membership.TenantId;

    /// <summary>Somebody or something speaks for the user that may do only a part of what the user may.</summary>
    public bool IsLimited => _limit is { } limit && (limit.Rights != All || limit.Scope.Kind != ScopeKind.Fleet);

    /// <summary>When a grant begins or ends by itself; null when none does.</summary>
    public DateTimeOffset? ValidUntil { get; }

    /// <summary>Rights over the portal as a whole, and on every server as far as nothing narrower denies them. None for people of a tenant.</summary>
    public BmcRight OnFleet => TenantId is not null ? BmcRight.None : Held(static scope => scope.Kind == ScopeKind.Fleet);

    /// <summary>Rights over the user's own tenant: its people and its audit.</summary>
    public BmcRight OnTenant => TenantId is not { } tenant ? BmcRight.None : Held(scope => scope == GrantScope.OfTenant(tenant), static limit => limit.Kind == ScopeKind.Fleet);

    /// <summary>Rights that are given for some server or other, which may not exist.</summary>
    public BmcRight Somewhere => _rules.Where(rule => !rule.Denies).Aggregate(BmcRight.None, (rights, rule) => rights | rule.Rights) & (_limit?.Rights ?? All) & _membership.Ceiling;

    /// <summary>All rights on one server.</summary>
    public BmcRight On(Server server) =>
        TenantId is { } tenant && server.TenantId != tenant ? BmcRight.None : Held(scope => scope.Covers(server));

    public bool MayView(Server server) => (On(server) & BmcRight.View) != 0;

    /// <summary>What is held on everything that a scope means.</summary>
    /// <param name="server">The one that is meant, where it is one.</param>
    public BmcRight Over(GrantScope scope, Server? server) => scope.Kind switch
    {
        ScopeKind.Fleet => OnFleet,
        ScopeKind.Server => server is null ? BmcRight.None : On(server),
        ScopeKind.Tenant when TenantId is { } own => scope == GrantScope.OfTenant(own) ? OnTenant : BmcRight.None,
        // To a tenant's people all servers with a label are those of their own tenant.
        _ => Held(rule => rule.Kind == ScopeKind.Fleet || rule.IsSameAs(scope) || (TenantId is { } tenant && rule == GrantScope.OfTenant(tenant))),
    };

    /// <param name="counts">Which scopes are meant.</param>
    /// <param name="alsoLimits">Which scopes of a limit mean it too.</param>
    private BmcRight Held(Func<GrantScope, bool> counts, Func<GrantScope, bool>? alsoLimits = null)
    {
        if (_limit is { } limit && !counts(limit.Scope) && alsoLimits?.Invoke(limit.Scope) != true)
            return BmcRight.None;
        var (given, denied) = (BmcRight.None, BmcRight.None);
        foreach (var rule in _rules)
        {
            if (!counts(rule.Scope))
                continue;
            if (rule.Denies)
                denied |= rule.Rights;
            else
                given |= rule.Rights;
        }

        // The platform's staff knows a server's past: nobody has to be given that apart, nor must hold it to make others see the server.
        if (TenantId is null && (given & BmcRight.View) != 0)
            given |= BmcRight.Earlier;
        return given & ~denied & (_limit?.Rights ?? All) & _membership.Ceiling;
    }
}
