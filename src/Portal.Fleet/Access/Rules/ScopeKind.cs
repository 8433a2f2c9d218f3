namespace Portal.Fleet.Access.Rules;

/// <summary>Which servers a grant is about.</summary>
public enum ScopeKind
{
    /// <summary>All of them.</summary>
    Fleet,

    /// <summary>Those of one tenant.</summary>
    Tenant,

    /// <summary>Those at one site.</summary>
    Site,

    /// <summary>Those with a tag.</summary>
    Tag,

    /// <summary>One.</summary>
    Server,
}
