namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>On whose side of a hand-over somebody is.</summary>
public enum HandOverSide
{
    /// <summary>The provider: sees all of it.</summary>
    Staff,

    /// <summary>The tenant that gave the server back.</summary>
    From,

    /// <summary>The tenant that got it.</summary>
    To,
}
