using Microsoft.Extensions.Localization;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Boot;
using Portal.Fleet.Power;
using Portal.Ipmi.Configuration;
using Portal.Web.Api.Boot;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Boot;

/// <summary>Boot devices, chassis and steps of an operation in words.</summary>
internal static class BootWords
{
    public static string Device(this IStringLocalizer<Text> texts, BootDevice device) =>
        texts[$"boot.device.{BootDevices.Word(device)}"] is { ResourceNotFound: false } known ? known.Value : texts["boot.device.reserved", (byte)device];

    public static string Plan(this IStringLocalizer<Text> texts, BootPlan plan) => plan.IsClear
        ? texts.Device(plan.Device)
        : texts["boot.plan", texts.Device(plan.Device), texts[plan.Persistent ? "boot.persistent" : "boot.once"], texts[plan.Uefi ? "boot.uefi" : "boot.legacy"]];

    /// <summary>Whether the firmware will obey it.</summary>
    public static StateWord Validity(this IStringLocalizer<Text> texts, BootFlagsView flags) => flags switch
    {
        { Valid: false } => new("off", "none", texts["boot.valid.no"]),
        { Persistent: true } => new("ok", "ok", texts["boot.valid.always"]),
        _ => new("ok", "ok", texts["boot.valid.once"]),
    };

    /// <summary>Why a BMC did not tell something: that is no failure.</summary>
    public static string Untold<T>(this IStringLocalizer<Text> texts, Told<T> told) => texts[$"told.{told.State}"];

    public static StateWord Stage(this IStringLocalizer<Text> texts, OperationStage stage) => stage.State switch
    {
        StageState.Running => new("run", "run", texts["stage.Running"]),
        StageState.Done => new("ok", "ok", texts["stage.Done"]),
        StageState.Skipped => new("off", "skip", texts["stage.Skipped"]),
        StageState.Failed => new("crit", "crit", texts["stage.Failed"]),
        _ => new("unk", "unk", texts["stage.Unknown"]),
    };

    /// <summary>Does it; what kept it from happening, in the viewer's language, or null.</summary>
    public static async Task<string?> TryAsync(this IStringLocalizer<Text> texts, Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (BmcActionException e)
        {
            return texts.Refusal(e);
        }
        catch (PowerConflictException conflict)
        {
            return texts["power.conflict", texts[$"power.{conflict.Current.Action}.verb"], conflict.Current.UserName];
        }
        catch (PowerPaceException pace)
        {
            return texts["power.tooMany", Math.Max(1, (int)Math.Ceiling(pace.Wait.TotalSeconds))];
        }
        catch (AuditUnavailableException)
        {
            return texts["action.audit_unavailable"];
        }
        catch (NotFoundException)
        {
            return texts["action.not_found"];
        }
    }
}
