namespace Portal.Web.Api;

/// <summary>What to change about a person.</summary>
internal sealed record UserChangeRequest
{
    /// <summary>Disabled people cannot sign in and hold no rights.</summary>
    public required bool Disabled { get; init; }
}
