namespace Portal.Web.Components.Tenants;

/// <summary>What is done to a tenant after a question.</summary>
public enum TenantVerb
{
    Rename,

    Suspend,

    Delete,
}
