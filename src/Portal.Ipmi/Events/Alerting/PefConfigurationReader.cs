using System.Text;
using Portal.Ipmi.Commands.SensorEvent;

namespace Portal.Ipmi.Events.Alerting;

/// <summary>Reads platform event filtering whole or entry by entry, IPMI 2.0 §30.4. What a BMC does not support is left out, not an error.</summary>
public sealed class PefConfigurationReader(IIpmiConnection connection)
{
    private const int MaxEntries = 127;
    private const int StringBlockBytes = 16;
    private const int MaxStringBlocks = 16;

    /// <summary>Reads everything.</summary>
    /// <exception cref="IpmiException">The BMC did not answer or answered nonsense.</exception>
    public async Task<PefConfiguration> ReadAsync(CancellationToken ct)
    {
        var guid = await TryGetAsync(PefParameter.SystemGuid, 0, 0, ct).ConfigureAwait(false);
        return new PefConfiguration
        {
            Control = (PefControl)(await TryGetByteAsync(PefParameter.Control, ct).ConfigureAwait(false) ?? 0),
            EnabledActions = (PefActions)(await TryGetByteAsync(PefParameter.ActionControl, ct).ConfigureAwait(false) ?? 0),
            StartupDelay = await TryGetByteAsync(PefParameter.StartupDelay, ct).ConfigureAwait(false) is { } delay ? TimeSpan.FromSeconds(delay) : null,
            AlertStartupDelay = await TryGetByteAsync(PefParameter.AlertStartupDelay, ct).ConfigureAwait(false) is { } alertDelay ? TimeSpan.FromSeconds(alertDelay) : null,
            Filters = await ReadTableAsync(PefParameter.FilterCount, ReadFilterAsync, ct).ConfigureAwait(false),
            Policies = await ReadTableAsync(PefParameter.PolicyCount, ReadPolicyAsync, ct).ConfigureAwait(false),
            SystemGuid = guid is { Length: >= 17 } bytes ? new PefSystemGuid((bytes[0] & 0x01) != 0, bytes.AsMemory(1, 16)) : null,
            Strings = await ReadStringsAsync(ct).ConfigureAwait(false),
            GroupControls = await ReadTableAsync(PefParameter.GroupControlCount, ReadGroupControlAsync, ct).ConfigureAwait(false),
        };
    }

    /// <summary>One event filter, from 1; null when there is none.</summary>
    public async Task<EventFilter?> ReadFilterAsync(byte number, CancellationToken ct) =>
        await TryGetAsync(PefParameter.FilterTable, number, 0, ct).ConfigureAwait(false) is { Length: > EventFilter.Length } data ? EventFilter.Parse(data.AsSpan(1)) : null;

    /// <summary>One entry of the alert policy table, from 1; null when there is none.</summary>
    public async Task<AlertPolicy?> ReadPolicyAsync(byte number, CancellationToken ct) =>
        await TryGetAsync(PefParameter.PolicyTable, number, 0, ct).ConfigureAwait(false) is { Length: > AlertPolicy.Length } data ? AlertPolicy.Parse(data.AsSpan(1)) : null;

    /// <summary>One entry of the group control table, from 1; null when there is none.</summary>
    public async Task<GroupControlEntry?> ReadGroupControlAsync(byte number, CancellationToken ct) =>
        await TryGetAsync(PefParameter.GroupControlTable, number, 0, ct).ConfigureAwait(false) is { Length: > GroupControlEntry.Length } data
            ? GroupControlEntry.Parse(data.AsSpan(1))
            : null;

    /// <summary>One alert string with its key, 0 for the volatile one; null when there is none.</summary>
    public async Task<AlertString?> ReadStringAsync(byte selector, CancellationToken ct)
    {
        if (await TryGetAsync(PefParameter.StringKeys, selector, 0, ct).ConfigureAwait(false) is not { Length: >= 3 } key)
            return null;
        return new AlertString(selector, (byte)(key[1] & 0x7F), (byte)(key[2] & 0x7F), await ReadTextAsync(selector, ct).ConfigureAwait(false));
    }

    /// <summary>The string comes in blocks of 16 bytes and ends with a zero; block numbers count from 1.</summary>
    private async Task<string?> ReadTextAsync(byte selector, CancellationToken ct)
    {
        var text = new StringBuilder();
        for (byte block = 1; block <= MaxStringBlocks; block++)
        {
            if (await TryGetAsync(PefParameter.Strings, selector, block, ct).ConfigureAwait(false) is not { Length: > 2 } data)
                return block == 1 ? null : text.ToString();
            var part = data.AsSpan(2, Math.Min(StringBlockBytes, data.Length - 2));
            var end = part.IndexOf((byte)0);
            text.Append(Encoding.Latin1.GetString(end < 0 ? part : part[..end]));
            if (end >= 0)
                break;
        }

        return text.ToString();
    }

    private async Task<IReadOnlyList<AlertString>> ReadStringsAsync(CancellationToken ct)
    {
        if (await TryGetByteAsync(PefParameter.StringCount, ct).ConfigureAwait(false) is not { } count)
            return [];
        var strings = new List<AlertString>();
        for (var selector = 0; selector <= (count & MaxEntries); selector++)
        {
            if (await ReadStringAsync((byte)selector, ct).ConfigureAwait(false) is { } text)
                strings.Add(text);
        }

        return strings;
    }

    private async Task<IReadOnlyList<T?>> ReadTableAsync<T>(PefParameter countOf, Func<byte, CancellationToken, Task<T?>> read, CancellationToken ct)
        where T : class
    {
        var count = (await TryGetByteAsync(countOf, ct).ConfigureAwait(false) ?? 0) & MaxEntries;
        var entries = new T?[count];
        for (var i = 0; i < count; i++)
            entries[i] = await read((byte)(i + 1), ct).ConfigureAwait(false);
        return entries;
    }

    private async Task<byte?> TryGetByteAsync(PefParameter parameter, CancellationToken ct) =>
        await TryGetAsync(parameter, 0, 0, ct).ConfigureAwait(false) is { Length: > 0 } data ? data[0] : null;

    /// <summary>A parameter's data; null when the BMC refuses it.</summary>
    private async Task<byte[]?> TryGetAsync(PefParameter parameter, byte set, byte block, CancellationToken ct)
    {
        try
        {
            return (await connection.SendAsync(new GetPefParameter(parameter, set, block), ct).ConfigureAwait(false)).Data.ToArray();
        }
        catch (IpmiCommandException e) when (e.CompletionCode != CompletionCode.InsufficientPrivilege && e.CompletionCode != CompletionCode.InvalidCommand)
        {
            // 80h parameter not supported; others for entries that the count promised and the table does not have.
            return null;
        }
    }
}
