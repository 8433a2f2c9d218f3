using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;

namespace Portal.Web.Identity.Links;

/// <summary>Invites people on behalf of whoever manages them. The link is answered this once, to be handed over where no mail goes.</summary>
public sealed class InviteDesk(IServiceScopeFactory scopes, PeopleBook people)
{
    /// <summary>Adds a person without a password. Roles are given afterwards.</summary>
    /// <param name="tenant">Name or id of the tenant; null for the caller's own, and for staff the staff.</param>
    /// <exception cref="AccessRefusedException">The address is none, or somebody has it already.</exception>
    /// <exception cref="NotFoundException">The caller may not.</exception>
    public async Task<(string UserId, string Link)> InviteAsync(Caller caller, string email, string? name, string? tenant, CancellationToken ct)
    {
        var belongs = await people.DemandInviteAsync(caller, tenant, ct);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var (user, link) = await scope.ServiceProvider.GetRequiredService<Invitations>().InviteAsync(caller, email, name, belongs, ct);
            return (user.Id, link);
        }
        catch (InvalidInvitationException invalid)
        {
            throw new AccessRefusedException(invalid.Code, invalid.Message, "email");
        }
    }

    /// <summary>A new link for somebody who lost theirs, or forgot the password.</summary>
    /// <exception cref="NotFoundException">Missing, or not the caller's to manage.</exception>
    public async Task<string> RenewAsync(Caller caller, string userId, CancellationToken ct)
    {
        var person = await people.GetAsync(caller, userId, ct);
        if (!person.MayManage || person.Disabled)
            throw new NotFoundException();
        await using var scope = scopes.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().FindByIdAsync(userId) ?? throw new NotFoundException();
        return await scope.ServiceProvider.GetRequiredService<Invitations>().RenewAsync(caller, user, ct);
    }
}
