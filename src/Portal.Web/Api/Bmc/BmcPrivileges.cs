using Portal.Ipmi;

namespace Portal.Web.Api.Bmc;

/// <summary>Privileges as the API names them.</summary>
internal static class BmcPrivileges
{
    public static PrivilegeLevel Parse(string text, string field) => text switch
    {
        "callback" => PrivilegeLevel.Callback,
        "user" => PrivilegeLevel.User,
        "operator" => PrivilegeLevel.Operator,
        "administrator" => PrivilegeLevel.Administrator,
        "oem" => PrivilegeLevel.Oem,
        _ => throw new InvalidRequestException("invalid_privilege", $"{field} is callback, user, operator, administrator or oem.", field),
    };
}
