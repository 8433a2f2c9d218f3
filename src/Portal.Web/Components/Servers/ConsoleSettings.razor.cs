using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>When a server's console is held, what is kept of it, and what other limits would drop before they are saved.</summary>
public sealed partial class ConsoleSettings
{
    private readonly ServerForm _form = new();
    private ModalDialog? _dialog;
    private ConsolePolicy _policy;
    private ConsoleRecording _recording;
    private ConsoleCharset _charset;
    private ConsoleContention _contention;
    private string _days = "";
    private string _megabytes = "";
    private RecordLimits? _limits;
    private RecordUsage? _usage;
    private RecordLoss? _loss;
    private (bool Ok, string Text)? _said;
    private bool _busy;
    private bool _deleting;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    protected override async Task OnInitializedAsync()
    {
        _policy = Server.ConsolePolicy;
        _recording = Server.ConsoleRecording;
        _charset = Server.ConsoleCharset;
        _contention = Server.ConsoleContention;
        _days = Number(Server.ConsoleKeepDays);
        _megabytes = Number(Server.ConsoleKeepMegabytes);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        _limits = await Handle.GetRecordLimitsAsync(CancellationToken.None);
        _usage = await Handle.MeasureConsoleAsync(CancellationToken.None);
        _loss = null;
    }

    /// <summary>Whether the chosen policy keeps a record at all.</summary>
    private bool IsRecorded => _policy is ConsolePolicy.Always or ConsolePolicy.OnDemand;

    private ConsoleRecording Recording => IsRecorded ? _recording : ConsoleRecording.BestEffort;

    private void Choose(ConsolePolicy policy) => (_policy, _said) = (policy, null);

    private Task DaysAsync(ChangeEventArgs e)
    {
        _days = e.Value as string ?? "";
        return WeighAsync();
    }

    private Task MegabytesAsync(ChangeEventArgs e)
    {
        _megabytes = e.Value as string ?? "";
        return WeighAsync();
    }

    /// <summary>What saving would drop; nothing is said of limits that cannot be saved.</summary>
    private async Task WeighAsync()
    {
        _form.Clear();
        (_said, _loss) = (null, null);
        try
        {
            _loss = await Handle.WeighConsoleAsync(Read(_days, "consoleKeepDays", "keep_days_invalid"), Read(_megabytes, "consoleKeepMegabytes", "keep_megabytes_invalid"), CancellationToken.None);
        }
        catch (InvalidServerException refusal)
        {
            _form.Refuse(L, refusal);
        }
    }

    private async Task SaveAsync()
    {
        if (_busy)
            return;
        _form.Clear();
        (_busy, _said) = (true, null);
        try
        {
            await Handle.ChangeAsync(
                new ServerChange
                {
                    ConsolePolicy = _policy == Server.ConsolePolicy ? null : _policy,
                    ConsoleRecording = Recording == Server.ConsoleRecording ? null : Recording,
                    ConsoleCharset = _charset == Server.ConsoleCharset ? null : _charset,
                    ConsoleContention = _contention == Server.ConsoleContention ? null : _contention,
                    ConsoleKeepDays = Changed(Read(_days, "consoleKeepDays", "keep_days_invalid"), Server.ConsoleKeepDays),
                    ConsoleKeepMegabytes = Changed(Read(_megabytes, "consoleKeepMegabytes", "keep_megabytes_invalid"), Server.ConsoleKeepMegabytes),
                }, CancellationToken.None);
            _said = (true, L["settings.saved"]);
            await OnChanged.InvokeAsync();
            await ReadAsync();
        }
        catch (InvalidServerException refusal)
        {
            _form.Refuse(L, refusal);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task DeleteAsync()
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            await Handle.ClearConsoleAsync(CancellationToken.None);
            _said = (true, L["record.deleted"]);
        }
        catch (IOException)
        {
            _said = (false, L["record.notDeleted"]);
        }
        finally
        {
            _busy = false;
        }

        await ReadAsync();
        if (_dialog is not null)
            await _dialog.CloseAsync();
    }

    /// <summary>0 for nothing: as all servers.</summary>
    private static int Read(string text, string field, string code)
    {
        text = text.Trim();
        if (text.Length == 0)
            return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidServerException(field, code, text);
    }

    private static int? Changed(int wanted, int? now) => wanted == (now ?? 0) ? null : wanted;

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private string Kept(RecordUsage usage) => usage is { OldestAt: { } oldest, NewestAt: { } newest }
        ? L["record.kept", Size(usage.DiskBytes), (usage.NextOffset - usage.FirstOffset).ToString("N0", CultureInfo.CurrentCulture), Visit.Clock(oldest), Visit.Clock(newest)]
        : usage.FirstOffset < usage.NextOffset ? L["record.memory", (usage.NextOffset - usage.FirstOffset).ToString("N0", CultureInfo.CurrentCulture)]
        : L["record.none"];

    private string Size(long bytes) => bytes < 1024 * 1024
        ? L["size.kilobytes", (bytes / 1024.0).ToString("0.#", CultureInfo.CurrentCulture)]
        : L["size.megabytes", (bytes / 1048576.0).ToString("0.#", CultureInfo.CurrentCulture)];
}
