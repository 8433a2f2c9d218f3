using Microsoft.Extensions.Localization;
using Portal.Fleet.Servers;
using Portal.Ipmi;

namespace Portal.Web.Components.Servers;

/// <summary>What a person types about a server, before it is checked.</summary>
public sealed class ServerForm
{
    public string Name { get; set; } = "";

    public string Address { get; set; } = "";

    public string Port { get; set; } = "623";

    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    public string Site { get; set; } = "";

    public string Rack { get; set; } = "";

    public string Tenant { get; set; } = "";

    public string Tags { get; set; } = "";

    public string Notes { get; set; } = "";

    /// <summary>The field that was refused, by its name in the API.</summary>
    public string? WrongField { get; private set; }

    public string? Message { get; private set; }

    public IReadOnlyList<string> TagList => [.. Tags.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(tag => tag.ToLowerInvariant()).Distinct()];

    public string? MessageFor(string field) => WrongField == field ? Message : null;

    /// <summary>Reads the port; says what is wrong with it otherwise.</summary>
    public bool TryReadPort(IStringLocalizer<Text> texts, out int port)
    {
        if (int.TryParse(Port, out port) && port is > 0 and <= 65535)
            return true;
        (WrongField, Message) = ("port", texts["field.port.range"]);
        return false;
    }

    /// <summary>Says a refusal in words, in the viewer's language where there are such words.</summary>
    public void Refuse(IStringLocalizer<Text> texts, InvalidServerException refusal)
    {
        var words = texts[$"field.{refusal.Code}"];
        (WrongField, Message) = (refusal.Field, words.ResourceNotFound ? refusal.Message : words.Value);
    }

    public void Clear() => (WrongField, Message) = (null, null);

    public NewServer ToNewServer(int port) => new()
    {
        Name = Name.Trim(),
        Address = Address.Trim(),
        Port = port,
        UserName = UserName,
        Password = Secret(Password),
        Site = Site.Trim(),
        Rack = Rack.Trim(),
        Tenant = Tenant.Trim(),
        Notes = Notes.Trim(),
        Tags = TagList,
    };

    public static SecretBytes Secret(string password) => SecretBytes.FromText(password);
}
