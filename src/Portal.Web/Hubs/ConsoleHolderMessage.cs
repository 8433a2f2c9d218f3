using System.Text.Json;
using MessagePack;
using Portal.Fleet.Consoles;

namespace Portal.Web.Hubs;

/// <summary>Who else holds a serial line, as far as the BMC tells and the viewer may know.</summary>
/// <param name="Since">When the portal first found it held, in milliseconds of Unix time.</param>
/// <param name="User">Name of the BMC account.</param>
/// <param name="Address">Where that session comes from.</param>
[MessagePackObject]
public sealed record ConsoleHolderMessage(
    [property: Key("since")] long Since,
    [property: Key("user")] string? User,
    [property: Key("userId")] int? UserId,
    [property: Key("privilege")] string? Privilege,
    [property: Key("address")] string? Address,
    [property: Key("port")] int? Port)
{
    internal static ConsoleHolderMessage? From(ConsoleHolder? holder) => holder is null ? null : new(
        holder.Since.ToUnixTimeMilliseconds(), holder.UserName, holder.UserId,
        holder.Privilege is { } privilege ? JsonNamingPolicy.CamelCase.ConvertName(privilege.ToString()) : null, holder.Address, holder.Port);
}
