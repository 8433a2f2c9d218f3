using Microsoft.AspNetCore.Components;
using Portal.Web.Identity.SecondFactor;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Components.Account;

/// <summary>Recovery codes that were just made, this once.</summary>
public sealed partial class RecoveryCodesPage
{
    private IReadOnlyList<string>? _codes;

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [Inject]
    private ShownOnce Shown { get; init; } = null!;

    protected override void OnInitialized()
    {
        if (HttpContext.User.FindSessionId() is { } session)
            _codes = Shown.Take(session);
    }
}
