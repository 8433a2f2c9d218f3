using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using Portal.Fleet.Inventory;

namespace Portal.Web.Components.Viewing;

/// <summary>Parts of servers in words.</summary>
internal static class InventoryWords
{
    /// <summary>What a field is. Fields that a part may have several of carry a number.</summary>
    public static string Field(this IStringLocalizer<Text> texts, string key)
    {
        var word = key.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var name = texts[$"inventory.field.{word}"] is { ResourceNotFound: false } known ? known.Value : word;
        return word.Length == key.Length ? name : string.Create(CultureInfo.CurrentCulture, $"{name} {key[word.Length..]}");
    }

    /// <summary>A value; what the portal itself words is in the viewer's language, what the BMC says stays as it is.</summary>
    public static string Value(this IStringLocalizer<Text> texts, InventoryField field) =>
        field.Key == "selfTest" && texts[$"inventory.selfTest.{field.Value.Replace(' ', '_')}"] is { ResourceNotFound: false } known ? known.Value : field.Value;

    /// <summary>Name of a part: its own, or what it is.</summary>
    public static string Part(this IStringLocalizer<Text> texts, InventoryPartKind kind, string name) => name.Length > 0 ? name : texts[$"inventory.kind.{kind}"];

    /// <summary>How a part stands; null for one that was simply read.</summary>
    public static StateWord? State(this IStringLocalizer<Text> texts, InventoryPart part) => part.State switch
    {
        InventoryPartState.Read => null,
        InventoryPartState.Failed => new("warn", "warn", texts["inventory.state.Failed"], part.Problem),
        _ => new("off", "none", texts[$"inventory.state.{part.State}"], part.Problem),
    };

    /// <summary>One change in a sentence.</summary>
    public static string Change(this IStringLocalizer<Text> texts, InventoryChange change) => change switch
    {
        { Kind: InventoryChangeKind.Added } => texts["inventory.change.added", change.After ?? ""],
        { Kind: InventoryChangeKind.Removed } => texts["inventory.change.removed", change.Before ?? ""],
        { Field: { } field, Before: null } => texts["inventory.change.appeared", texts.Field(field), change.After ?? ""],
        { Field: { } field, After: null } => texts["inventory.change.vanished", texts.Field(field), change.Before ?? ""],
        _ => texts["inventory.change.changed", texts.Field(change.Field ?? ""), change.Before ?? "", change.After ?? ""],
    };

    /// <summary>All of it as text, for a ticket or a mail.</summary>
    public static string AsText(this IStringLocalizer<Text> texts, string server, InventoryView view)
    {
        var text = new StringBuilder(server);
        foreach (var part in view.Parts)
        {
            text.Append("\n\n").Append(texts.Part(part.Kind, part.Name));
            if (texts.State(part) is { } state)
                text.Append(" (").Append(state.Word).Append(')');
            foreach (var field in part.Fields)
                text.Append("\n  ").Append(texts.Field(field.Key)).Append(": ").Append(texts.Value(field));
        }

        return text.ToString();
    }
}
