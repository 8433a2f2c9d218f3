using Portal.Fleet.Consoles;
using Portal.Ipmi;

namespace Portal.Web.Api;

/// <summary>Who else holds a serial line, as far as the BMC tells and the caller may know.</summary>
/// <param name="Since">When the portal first found it held.</param>
/// <param name="User">Name of the BMC account.</param>
/// <param name="UserId">Its number on the BMC.</param>
/// <param name="Address">Where that session comes from.</param>
internal sealed record LineHolderJson(DateTimeOffset Since, string? User, int? UserId, PrivilegeLevel? Privilege, string? Address, int? Port)
{
    public static LineHolderJson? From(ConsoleHolder? holder) =>
        holder is null ? null : new(holder.Since, holder.UserName, holder.UserId, holder.Privilege, holder.Address, holder.Port);
}
