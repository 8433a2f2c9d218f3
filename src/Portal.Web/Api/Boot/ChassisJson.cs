using Portal.Fleet.Boot;
using Portal.Fleet.Status;

namespace Portal.Web.Api.Boot;

/// <summary>The chassis, asked of the BMC now. Each answer says whether the BMC gave it.</summary>
/// <param name="RestorePolicy"><c>alwaysOff</c>, <c>previous</c>, <c>alwaysOn</c> or <c>unknown</c>.</param>
/// <param name="RestorePolicies">What it can be.</param>
/// <param name="RestartCause">Why the host started last.</param>
/// <param name="Identify"><c>off</c>, <c>temporary</c> or <c>indefinite</c>.</param>
/// <param name="IdentifyLit">Who lit the identify light through the portal, and until when.</param>
/// <param name="Faults">What the chassis complains about.</param>
/// <param name="LastPowerEvent">What ended or began power last.</param>
/// <param name="DisabledButtons">Buttons of the front panel that are switched off.</param>
/// <param name="Features">What the chassis has.</param>
internal sealed record ChassisJson(
    DateTimeOffset ReadAt, ToldJson RestorePolicy, ToldJson RestorePolicies, ToldJson PowerOnHours, ToldJson RestartCause, ToldJson Identify, IdentifyJson? IdentifyLit,
    ToldJson Faults, ToldJson LastPowerEvent, ToldJson DisabledButtons, ToldJson Features)
{
    public static ChassisJson From(ChassisView view, IdentifyNote? lit) => new(
        view.ReadAt,
        ToldJson.From(view.Status, status => status.RestorePolicy),
        ToldJson.From(view.Policies, policies => Names(policies)),
        ToldJson.From(view.Hours, hours => Math.Floor(hours.TotalHours)),
        ToldJson.From(view.Cause, cause => cause),
        ToldJson.From(view.Status, status => status.Identify),
        lit is null ? null : new IdentifyJson(lit.By, lit.At, lit.Until),
        ToldJson.From(view.Status, status => ChassisWords.Faults(status).ToArray()),
        ToldJson.From(view.Status, status => ChassisWords.LastEvents(status).ToArray()),
        ToldJson.From(view.Status, status => status.DisabledButtons is { } buttons ? Names(buttons) : null),
        ToldJson.From(view.Features, features => Names(features)));

    private static string[] Names<T>(T flags)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Where(flag => Convert.ToInt32(flag, null) != 0 && flags.HasFlag(flag)).Select(flag => ChassisWords.Camel(flag.ToString()))];
}
