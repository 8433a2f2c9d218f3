using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Web.Identity.Passwords;

namespace Portal.Web.Identity;

/// <summary>Makes the first administrator, once.</summary>
internal sealed class SetupService(UserManager<PortalUser> users, Grants grants, SetupTokens tokens, Audit audit, TimeProvider time)
{
    private static readonly SemaphoreSlim s_oneAtATime = new(1, 1);

    /// <summary>Nobody can sign in yet.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken ct) => !await users.Users.AnyAsync(ct);

    public async Task<SetupOutcome> CreateFirstAdministratorAsync(string token, string email, string password, string confirm, string? remoteAddress, CancellationToken ct)
    {
        await s_oneAtATime.WaitAsync(ct);
        try
        {
            if (!tokens.IsValid(token) || !await IsNeededAsync(ct))
                return SetupOutcome.Token;
            if (!IsEmail(email))
                return SetupOutcome.Email;
            if (password != confirm)
                return SetupOutcome.PasswordMismatch;
            var user = new PortalUser { UserName = email, Email = email, EmailConfirmed = true, CreatedAt = time.GetUtcNow(), PasswordChangedAt = time.GetUtcNow() };
            var result = await users.CreateAsync(user, password);
            if (!result.Succeeded)
                return Explain(result);
            await grants.GiveAsync(user.Id, Role.Administrator, null, ct);
            tokens.End();
            await audit.OutcomeAsync(new Caller(user.Id, email, "page", remoteAddress), Guid.NewGuid(), "setup", null, "ok", "first administrator", CancellationToken.None);
            return SetupOutcome.Done;
        }
        finally
        {
            s_oneAtATime.Release();
        }
    }

    /// <summary>Enough to tell an address from a name; whether it exists only a letter to it could tell.</summary>
    public static bool IsEmail(string text) => text.Length <= 254 && !text.Any(char.IsWhiteSpace) && new EmailAddressAttribute().IsValid(text);

    private static SetupOutcome Explain(IdentityResult result)
    {
        var codes = result.Errors.Select(error => error.Code).ToHashSet();
        if (codes.Contains(nameof(IdentityErrorDescriber.PasswordTooShort)))
            return SetupOutcome.PasswordShort;
        return codes.Contains(PasswordRules.TooCommon) || codes.Contains(PasswordRules.TooLong) ? SetupOutcome.PasswordWeak : SetupOutcome.Email;
    }
}
