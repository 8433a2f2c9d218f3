using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;

namespace Portal.Web.Identity;

/// <summary>The people of the portal. Whoever changes a password or disables a person, and however: what that person has open ends once it is stored.</summary>
internal sealed class PortalUserStore(PortalDb db, IdentityErrorDescriber errors, Grants grants) : UserOnlyStore<PortalUser, PortalDb>(db, errors)
{
    public override async Task<IdentityResult> UpdateAsync(PortalUser user, CancellationToken cancellationToken = default)
    {
        var entry = Context.Entry(user);
        var (stamp, disabled) = entry.State == EntityState.Detached
            ? await Users.AsNoTracking().Where(row => row.Id == user.Id).Select(row => new ValueTuple<string?, bool>(row.SecurityStamp, row.Disabled)).SingleOrDefaultAsync(cancellationToken)
            : (entry.Property(row => row.SecurityStamp).OriginalValue, entry.Property(row => row.Disabled).OriginalValue);
        var result = await base.UpdateAsync(user, cancellationToken);
        if (result.Succeeded && user.Disabled && !disabled)
            grants.Revoke(user.Id, "user disabled");
        else if (result.Succeeded && stamp is not null && stamp != user.SecurityStamp)
            grants.Revoke(user.Id, "password or sign-in changed", user.KeptSession);
        return result;
    }

    public override async Task<IdentityResult> DeleteAsync(PortalUser user, CancellationToken cancellationToken = default)
    {
        var result = await base.DeleteAsync(user, cancellationToken);
        if (result.Succeeded)
            grants.Revoke(user.Id, "user deleted");
        return result;
    }
}
