using System.Text;
using Portal.Ipmi.Commands.SensorEvent;

namespace Portal.Ipmi.Events.Alerting;

/// <summary>Writes platform event filtering entry by entry, IPMI 2.0 §30.3. Changes that belong together go into <see cref="ChangeAsync"/>.</summary>
public sealed class PefConfigurationWriter(IIpmiConnection connection)
{
    private const byte SetComplete = 0;
    private const byte SetInProgress = 1;
    private const byte CommitWrite = 2;
    private const int StringBlockBytes = 16;
    private const int MaxStringBlocks = 16;

    /// <summary>
    /// Runs changes between "set in progress" and "set complete", so that others see that the configuration is being changed. When a change fails,
    /// BMCs with rollback drop all of them. A BMC that knows no "set in progress" is written without it.
    /// </summary>
    /// <exception cref="IpmiCommandException">81h: somebody else is changing the configuration.</exception>
    public async Task ChangeAsync(Func<PefConfigurationWriter, Task> changes, CancellationToken ct)
    {
        var bracketed = await TrySetProgressAsync(SetInProgress, ct).ConfigureAwait(false);
        var done = false;
        try
        {
            await changes(this).ConfigureAwait(false);
            done = true;
        }
        finally
        {
            if (bracketed)
            {
                if (done)
                    await TrySetProgressAsync(CommitWrite, ct).ConfigureAwait(false);
                await TrySetProgressAsync(SetComplete, ct).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Switches PEF and its delays on or off.</summary>
    public Task SetControlAsync(PefControl control, CancellationToken ct) => SetAsync(PefParameter.Control, [(byte)((byte)control & 0x0F)], ct);

    /// <summary>Enables actions altogether.</summary>
    public Task SetEnabledActionsAsync(PefActions actions, CancellationToken ct) => SetAsync(PefParameter.ActionControl, [(byte)((byte)actions & 0x3F)], ct);

    /// <summary>Sets how long PEF waits after power-up and reset, at most 255 s.</summary>
    public Task SetStartupDelayAsync(TimeSpan delay, CancellationToken ct) => SetAsync(PefParameter.StartupDelay, [checked((byte)delay.TotalSeconds)], ct);

    /// <summary>Sets how long alerts wait after power-up and reset, at most 255 s.</summary>
    public Task SetAlertStartupDelayAsync(TimeSpan delay, CancellationToken ct) => SetAsync(PefParameter.AlertStartupDelay, [checked((byte)delay.TotalSeconds)], ct);

    /// <summary>Writes an event filter, from 1.</summary>
    public Task SetFilterAsync(byte number, EventFilter filter, CancellationToken ct) => SetAsync(PefParameter.FilterTable, [number, .. filter.ToBytes()], ct);

    /// <summary>Switches an event filter on or off and leaves the rest of it alone.</summary>
    public async Task EnableFilterAsync(byte number, bool enabled, CancellationToken ct)
    {
        var present = await connection.SendAsync(new GetPefParameter(PefParameter.FilterConfiguration, number), ct).ConfigureAwait(false);
        var configuration = present.Data.Length > 1 ? present.Data.Span[1] : (byte)0;
        await SetAsync(PefParameter.FilterConfiguration, [number, (byte)((configuration & 0x60) | (enabled ? 0x80 : 0))], ct).ConfigureAwait(false);
    }

    /// <summary>Writes an entry of the alert policy table, from 1.</summary>
    public Task SetPolicyAsync(byte number, AlertPolicy policy, CancellationToken ct) => SetAsync(PefParameter.PolicyTable, [number, .. policy.ToBytes()], ct);

    /// <summary>Writes an entry of the group control table, from 1.</summary>
    public Task SetGroupControlAsync(byte number, GroupControlEntry entry, CancellationToken ct) => SetAsync(PefParameter.GroupControlTable, [number, .. entry.ToBytes()], ct);

    /// <summary>Sets the GUID in traps, 16 bytes.</summary>
    public Task SetSystemGuidAsync(PefSystemGuid guid, CancellationToken ct) => SetAsync(PefParameter.SystemGuid, [guid.IsUsed ? (byte)1 : (byte)0, .. guid.Guid.ToArray()], ct);

    /// <summary>Writes an alert string and its key. The text is Latin-1 and at most 255 characters.</summary>
    /// <exception cref="ArgumentException">The text is too long or not Latin-1.</exception>
    public async Task SetStringAsync(AlertString text, CancellationToken ct)
    {
        await SetAsync(PefParameter.StringKeys, [text.Selector, text.FilterNumber, text.StringSet], ct).ConfigureAwait(false);
        if (text.Text is null)
            return;
        foreach (var character in text.Text)
        {
            if (character is '\0' or > '\xFF')
                throw new ArgumentException("An alert string is Latin-1 text.", nameof(text));
        }

        // The terminating zero belongs to the string, and fills the last block.
        var blocks = (text.Text.Length / StringBlockBytes) + 1;
        if (blocks > MaxStringBlocks)
            throw new ArgumentException($"An alert string has at most {(MaxStringBlocks * StringBlockBytes) - 1} characters.", nameof(text));
        var bytes = new byte[blocks * StringBlockBytes];
        Encoding.Latin1.GetBytes(text.Text, bytes);
        for (var block = 0; block < blocks; block++)
            await SetAsync(PefParameter.Strings, [text.Selector, (byte)(block + 1), .. bytes.AsSpan(block * StringBlockBytes, StringBlockBytes)], ct).ConfigureAwait(false);
    }

    private async Task SetAsync(PefParameter parameter, byte[] data, CancellationToken ct) =>
        await connection.SendAsync(new SetPefParameter(parameter, data), ct).ConfigureAwait(false);

    private async Task<bool> TrySetProgressAsync(byte state, CancellationToken ct)
    {
        const CompletionCode inUse = (CompletionCode)0x81;
        try
        {
            await SetAsync(PefParameter.SetInProgress, [state], ct).ConfigureAwait(false);
            return true;
        }
        catch (IpmiCommandException e) when (e.CompletionCode != CompletionCode.InsufficientPrivilege && (state != SetInProgress || e.CompletionCode != inUse))
        {
            // Commit and even the whole parameter are optional.
            return false;
        }
    }
}
