namespace Portal.Web.Identity.Sessions;

/// <summary>Marks pages and endpoints for people who have no second factor yet.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OpenToWeakSessions : Attribute;
