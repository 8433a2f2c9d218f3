using Microsoft.Extensions.Localization;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Explaining;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Web.Api;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Access;

/// <summary>Rights, roles, scopes and refusals in words.</summary>
internal static class AccessWords
{
    private static readonly Role[] s_named = [Role.Viewer, Role.Operator, Role.Auditor, Role.Administrator];

    public static string Right(this IStringLocalizer<Text> texts, BmcRight right) => texts[$"right.{right}"];

    public static string Rights(this IStringLocalizer<Text> texts, BmcRight rights) =>
        string.Join(texts["access.and"], RightNames.All.Where(right => rights.HasFlag(right)).Select(right => texts.Right(right)));

    public static string RoleName(this IStringLocalizer<Text> texts, Role role, string? name) => name ?? texts[$"role.{role}"].Value;

    /// <summary>A set of rights by the name of the built-in role that it is, else as a list.</summary>
    public static string Limit(this IStringLocalizer<Text> texts, BmcRight? rights) => rights is not { } limit
        ? texts["tokens.all"]
        : s_named.FirstOrDefault(role => role.Rights() == limit, Role.Custom) is var role and not Role.Custom ? texts.RoleName(role, null) : texts.Rights(limit);

    public static string Scope(this IStringLocalizer<Text> texts, GrantScope scope, string? name) => scope.Kind switch
    {
        ScopeKind.Fleet => texts["scope.Fleet.what"],
        ScopeKind.Tenant => texts["scope.Tenant.what", name ?? texts["scope.gone"].Value],
        ScopeKind.Server => texts["scope.Server.what", name ?? texts["scope.gone"].Value],
        ScopeKind.Site => texts["scope.Site.what", scope.Value],
        _ => texts["scope.Tag.what", scope.Value],
    };

    /// <summary>From when to when something counts; null for always.</summary>
    public static string? Times(this IStringLocalizer<Text> texts, Visit visit, DateTimeOffset? from, DateTimeOffset? until)
    {
        if (from is { } start && start > visit.Now)
            return until is { } end ? texts["grants.fromUntil", visit.Clock(start), visit.Clock(end)].Value : texts["grants.from", visit.Clock(start)].Value;
        if (until is not { } over)
            return null;
        return (over <= visit.Now ? texts["grants.endedAt", visit.Clock(over)] : texts["grants.until", visit.Clock(over)]).Value;
    }

    public static string Refusal(this IStringLocalizer<Text> texts, AccessRefusedException refused) =>
        texts[$"access.error.{refused.Code}"] is { ResourceNotFound: false } known ? known.Value : refused.Message;

    /// <summary>Does something for the viewer, if need be after they proved who they are; answers why not, in words, and null once it is done or they let it be.</summary>
    public static async Task<string?> TryAsync(this IStringLocalizer<Text> texts, Visit visit, IdentityPrompt prompt, Func<Caller, Task> act)
    {
        try
        {
            await prompt.RunAsync(async () => await act(await visit.GetCallerAsync()));
            return null;
        }
        catch (AccessRefusedException refused)
        {
            return texts.Refusal(refused);
        }
        catch (NotFoundException)
        {
            return texts["access.gone"];
        }
    }

    /// <summary>How an explanation's line is marked: what gives is good, what takes or bars is not.</summary>
    public static string MarkOf(ExplainedReason reason) => reason.Kind switch
    {
        ReasonKind.Gives => "ok",
        ReasonKind.Denies or ReasonKind.PersonDisabled or ReasonKind.TenantSuspended or ReasonKind.OtherTenant or ReasonKind.TenantCeiling or ReasonKind.CannotView => "crit",
        ReasonKind.NothingGives => "warn",
        ReasonKind.NotYet => "wait",
        _ => "skip",
    };

    /// <summary>What a date and time field holds, in the viewer's zone; null for an empty one.</summary>
    public static DateTimeOffset? ReadTime(this Visit visit, DateTime? local) =>
        local is { } time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), visit.Zone.GetUtcOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified))) : null;

    /// <summary>As a date and time field wants it, in the viewer's zone, to the minute.</summary>
    public static DateTime WriteTime(this Visit visit, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, visit.Zone);
        return new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, DateTimeKind.Unspecified);
    }
}
