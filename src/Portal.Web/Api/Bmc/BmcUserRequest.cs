using Portal.Fleet.Configuration.Accounts;
using Portal.Ipmi;

namespace Portal.Web.Api.Bmc;

/// <summary>What to change of an account; what is left out stays. On a free slot it makes an account, and needs a name and a password.</summary>
internal sealed record BmcUserRequest
{
    /// <summary>At most 16 bytes of UTF-8.</summary>
    public string? Name { get; init; }

    /// <summary>At most 20 bytes; one of up to 16 also opens IPMI 1.5. Tested on the BMC afterwards, never returned.</summary>
    public string? Password { get; init; }

    /// <summary>callback, user, operator, administrator, oem, or none.</summary>
    public string? Privilege { get; init; }

    /// <summary>May log in at all.</summary>
    public bool? Enabled { get; init; }

    /// <summary>May open the serial console.</summary>
    public bool? Sol { get; init; }

    public bool? CallbackOnly { get; init; }

    public bool? LinkAuthentication { get; init; }

    public bool? Messaging { get; init; }

    public BmcAccountChange ToChange(SecretBytes? password)
    {
        var privilege = Privilege is null or "none" ? (PrivilegeLevel?)null : BmcPrivileges.Parse(Privilege, "privilege");
        return new BmcAccountChange
        {
            Name = Name,
            Password = password,
            Privilege = privilege,
            NoAccess = Privilege == "none",
            Enabled = Enabled,
            Sol = Sol,
            CallbackOnly = CallbackOnly,
            LinkAuthentication = LinkAuthentication,
            Messaging = Messaging,
        };
    }
}
