using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;

namespace Portal.Web.Identity;

/// <summary>Signs people in and out. Answers and times are the same whether or not there is such a user.</summary>
internal sealed class SignInService(
    UserManager<PortalUser> users, SignInManager<PortalUser> signIn, IPasswordHasher<PortalUser> hasher,
    SignInThrottle throttle, EndedSessions ended, Audit audit)
{
    private static readonly PortalUser s_nobody = new();

    public async Task<SignInOutcome> SignInAsync(HttpContext context, string email, string password)
    {
        var ct = context.RequestAborted;
        var address = context.Connection.RemoteIpAddress?.ToString();
        if (!throttle.TryBegin(email, address))
        {
            await RecordAsync(null, address, "refused", "too many failures", ct);
            return SignInOutcome.Locked;
        }
        var user = password.Length <= PasswordRules.MostLength ? await users.FindByEmailAsync(email) : null;
        var good = user is null
            ? hasher.VerifyHashedPassword(s_nobody, NobodysPassword.Hash, password) == PasswordVerificationResult.Success
            : await users.CheckPasswordAsync(user, password);
        if (!good || user is null || user.Disabled)
        {
            await RecordAsync(user, address, "refused", user switch { null => "no such user", { Disabled: true } => "disabled", _ => "wrong password" }, ct);
            return SignInOutcome.Credentials;
        }
        await RecordAsync(user, address, "ok", null, ct);
        throttle.Succeed(email, address);
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, [EndedSessions.NewSession()]);
        return SignInOutcome.Done;
    }

    /// <summary>Ends this session; its consoles, pages and downloads stop at once. Other sessions go on.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        var user = context.User;
        if (user.FindFirstValue(ClaimTypes.NameIdentifier) is not null)
        {
            ended.End(user);
            context.Response.OnCompleted(() =>
            {
                ended.Announce(user, "signed out");
                return Task.CompletedTask;
            });
            await audit.OutcomeAsync(context.GetCaller("page"), Guid.NewGuid(), "signout", null, "ok", null, CancellationToken.None);
        }
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>The e-mail as typed is not recorded: people type their password into the wrong field.</summary>
    private Task RecordAsync(PortalUser? user, string? address, string outcome, string? detail, CancellationToken ct) =>
        audit.OutcomeAsync(new Caller(user?.Id ?? "", user?.UserName ?? "unknown", "page", address), Guid.NewGuid(), "signin", null, outcome, detail, ct);
}
