using System.Text.Json;
using Portal.Fleet.Access;

namespace Portal.Web.Api;

/// <summary>Rights as the API spells them: one word each.</summary>
internal static class RightNames
{
    /// <summary>All rights, in the order in which they are shown.</summary>
    public static IReadOnlyList<BmcRight> All { get; } = [.. Enum.GetValues<BmcRight>().Where(right => right != BmcRight.None)];

    public static string Of(BmcRight right) => JsonNamingPolicy.CamelCase.ConvertName(right.ToString());

    public static IReadOnlyList<string> List(BmcRight rights) => [.. All.Where(right => rights.HasFlag(right)).Select(Of)];

    /// <exception cref="InvalidRequestException">There is no such right.</exception>
    public static BmcRight Read(string? name, string field) => All.FirstOrDefault(right => Of(right) == name) is var right and not BmcRight.None
        ? right
        : throw new InvalidRequestException("right_unknown", $"A right is one of {string.Join(", ", All.Select(Of))}.", field);

    /// <exception cref="InvalidRequestException">There is no such right.</exception>
    public static BmcRight Read(IEnumerable<string> names, string field) => names.Aggregate(BmcRight.None, (all, name) => all | Read(name, field));
}
