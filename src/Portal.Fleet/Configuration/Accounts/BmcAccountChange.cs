using Portal.Ipmi;

namespace Portal.Fleet.Configuration.Accounts;

/// <summary>What to change of an account: all that is not null. On a free slot it makes an account, and needs a name and a password.</summary>
public sealed record BmcAccountChange
{
    /// <summary>At most 16 bytes of UTF-8.</summary>
    public string? Name { get; init; }

    /// <summary>At most 20 bytes; one of up to 16 also opens IPMI 1.5. Belongs to the caller.</summary>
    public SecretBytes? Password { get; init; }

    /// <summary>Highest privilege on the channel.</summary>
    public PrivilegeLevel? Privilege { get; init; }

    /// <summary>No access on the channel.</summary>
    public bool NoAccess { get; init; }

    /// <summary>May log in at all.</summary>
    public bool? Enabled { get; init; }

    /// <summary>May open the serial console.</summary>
    public bool? Sol { get; init; }

    /// <summary>May only be called back.</summary>
    public bool? CallbackOnly { get; init; }

    /// <summary>May authenticate a link (PPP).</summary>
    public bool? LinkAuthentication { get; init; }

    /// <summary>May send IPMI messages.</summary>
    public bool? Messaging { get; init; }

    /// <summary>The name that was shown; another one in the slot by now is left alone.</summary>
    public string? Shown { get; init; }

    /// <summary>Something of what the account may do on the channel changes.</summary>
    internal bool ChangesAccess => Privilege is not null || NoAccess || CallbackOnly is not null || LinkAuthentication is not null || Messaging is not null;

    /// <summary>For the audit: names and levels, never the password.</summary>
    internal string Describe(byte slot, byte? channel)
    {
        var parts = new List<string> { $"slot {slot}" };
        void Note(object? value, string text)
        {
            if (value is not null)
                parts.Add(text);
        }

        Note(channel, $"channel {channel}");
        Note(Name, $"name \"{Name}\"");
        Note(Password, "password");
        Note(Privilege, $"privilege {Privilege}");
        Note(NoAccess ? true : null, "no access");
        Note(Enabled, Enabled == true ? "enabled" : "disabled");
        Note(Sol, Sol == true ? "console allowed" : "console forbidden");
        Note(CallbackOnly, CallbackOnly == true ? "callback only" : "not callback only");
        Note(LinkAuthentication, LinkAuthentication == true ? "link authentication" : "no link authentication");
        Note(Messaging, Messaging == true ? "messaging" : "no messaging");
        return string.Join(", ", parts);
    }
}
