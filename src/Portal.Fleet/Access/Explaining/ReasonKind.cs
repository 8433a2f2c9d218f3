namespace Portal.Fleet.Access.Explaining;

/// <summary>What one line of an explanation says.</summary>
public enum ReasonKind
{
    /// <summary>Nobody, or disabled: holds nothing.</summary>
    PersonDisabled,

    /// <summary>The person's tenant is suspended: its people hold nothing.</summary>
    TenantSuspended,

    /// <summary>The person belongs to a tenant that the server does not belong to.</summary>
    OtherTenant,

    /// <summary>People of a tenant never hold this right, unless the tenant was allowed it.</summary>
    TenantCeiling,

    /// <summary>A grant denies it: this wins over all that give it.</summary>
    Denies,

    /// <summary>A grant gives it.</summary>
    Gives,

    /// <summary>A grant gives or denies it, but only from a later time on.</summary>
    NotYet,

    /// <summary>A grant gave or denied it until an earlier time.</summary>
    Ended,

    /// <summary>A grant gives or denies it, but on other servers.</summary>
    ElsewhereOnly,

    /// <summary>A grant is about this server, but its role does not hold the right.</summary>
    RoleLacks,

    /// <summary>The right is held, but not that to see the server, and nothing works without it.</summary>
    CannotView,

    /// <summary>No grant gives it.</summary>
    NothingGives,
}
