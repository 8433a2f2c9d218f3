using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Configuration.Sol;
using Portal.Fleet.Consoles.Doctor;
using Portal.Ipmi;
using Portal.Ipmi.Configuration;
using Portal.Web.Api.Bmc;

namespace Portal.Web.Components.Bmc;

/// <summary>Serial over LAN of a BMC, with a test by the console doctor.</summary>
public sealed partial class SolSection
{
    private static readonly PrivilegeLevel[] s_levels = [PrivilegeLevel.User, PrivilegeLevel.Operator, PrivilegeLevel.Administrator, PrivilegeLevel.Oem];

    private readonly List<DoctorFinding> _findings = [];
    private SolView? _view;
    private bool _enabled;
    private bool _encryption;
    private bool _authentication;
    private int _rate;
    private int _stored;
    private PrivilegeLevel _privilege;
    private string _accumulate = "";
    private string _threshold = "";
    private string _retries = "";
    private string _retry = "";
    private string _port = "";

    private RenderFragment RateOptions => builder =>
    {
        foreach (var rate in SolRates.All)
        {
            builder.OpenElement(0, "option");
            builder.SetKey(rate);
            builder.AddAttribute(1, "value", rate.ToString(CultureInfo.InvariantCulture));
            builder.AddContent(2, rate == 0 ? L["sol.rate.port"].Value : rate.ToString("N0", CultureInfo.CurrentCulture));
            builder.CloseElement();
        }
    };

    protected override async Task ReadAsync() => Take(await Handle.GetSolAsync(Ended));

    private async Task SaveAsync()
    {
        if (_view?.Settings is not { } now)
            return;
        int? accumulate = null, threshold = null, retries = null, retry = null, port = null;
        if ((now.AccumulateInterval is not null && (!TryNumber(_accumulate, 1275, out accumulate) || !TryNumber(_threshold, 255, out threshold)))
            || (now.RetryCount is not null && (!TryNumber(_retries, 7, out retries) || !TryNumber(_retry, 2550, out retry)))
            || (now.PayloadPort is not null && !TryNumber(_port, 65535, out port)))
        {
            Refuse(L["sol.number"]);
            return;
        }

        var change = new SolChange
        {
            Enabled = now.Enabled is { } enabled && enabled != _enabled ? _enabled : null,
            BitRate = now.BitRate is { } rate && SolRates.Of(rate) != _rate ? SolRates.Parse(_rate) : null,
            StoredBitRate = now.StoredBitRate is { } stored && SolRates.Of(stored) != _stored ? SolRates.Parse(_stored) : null,
            Privilege = now.Privilege is { } privilege && privilege != _privilege ? _privilege : null,
            ForceEncryption = now.ForceEncryption is { } encryption && encryption != _encryption ? _encryption : null,
            ForceAuthentication = now.ForceAuthentication is { } authentication && authentication != _authentication ? _authentication : null,
            AccumulateInterval = accumulate is { } gathered && gathered != now.AccumulateInterval?.TotalMilliseconds ? TimeSpan.FromMilliseconds(gathered) : null,
            SendThreshold = threshold is { } send && send != now.SendThreshold ? (byte)send : null,
            RetryCount = retries is { } count && count != now.RetryCount ? (byte)count : null,
            RetryInterval = retry is { } again && again != now.RetryInterval?.TotalMilliseconds ? TimeSpan.FromMilliseconds(again) : null,
            PayloadPort = port is { } number && number != now.PayloadPort ? number : null,
        };
        await ChangeAsync(async () =>
        {
            Take(await Handle.SetSolAsync(change, Ended));
            return L["sol.saved"];
        });
    }

    /// <summary>The doctor looks at the console as it is: settings, who holds it, whether it is live, what came last.</summary>
    private async Task TestAsync()
    {
        _findings.Clear();
        await ChangeAsync(async () =>
        {
            await foreach (var finding in Handle.ExamineConsoleAsync(Ended))
            {
                _findings.Add(finding);
                StateHasChanged();
            }

            return L[_findings.Exists(finding => finding.Verdict == DoctorVerdict.Failed) ? "sol.tested.bad" : "sol.tested.good"];
        });
    }

    private void Take(SolView view)
    {
        _view = view;
        var sol = view.Settings;
        (_enabled, _encryption, _authentication) = (sol.Enabled == true, sol.ForceEncryption == true, sol.ForceAuthentication == true);
        (_rate, _stored) = (SolRates.Of(sol.BitRate ?? SerialBitRate.Default), SolRates.Of(sol.StoredBitRate ?? SerialBitRate.Default));
        _privilege = sol.Privilege ?? PrivilegeLevel.User;
        (_accumulate, _threshold) = (Text((int?)sol.AccumulateInterval?.TotalMilliseconds), Text(sol.SendThreshold));
        (_retries, _retry, _port) = (Text(sol.RetryCount), Text((int?)sol.RetryInterval?.TotalMilliseconds), Text(sol.PayloadPort));
    }

    private static string Text(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static bool TryNumber(string text, int most, out int? number)
    {
        number = int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most ? value : null;
        return number is not null;
    }

    private static string Kind(DoctorVerdict verdict) => verdict switch { DoctorVerdict.Ok => "ok", DoctorVerdict.Failed => "crit", DoctorVerdict.Warning => "warn", _ => "unk" };

    private static string MarkOf(DoctorVerdict verdict) => verdict is DoctorVerdict.Ok or DoctorVerdict.Failed or DoctorVerdict.Warning ? Kind(verdict) : "unk";
}
