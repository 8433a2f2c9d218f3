using Portal.Ipmi.Commands.Chassis;

namespace Portal.Ipmi.Configuration;

/// <summary>Reads and changes what a host boots from, IPMI 2.0 §28.12 to §28.13.</summary>
/// <param name="connection">The BMC.</param>
/// <param name="pacing">Pauses; the default suits all BMCs that are known.</param>
public sealed class BootConfigurator(IIpmiConnection connection, ConfigurationPacing? pacing = null)
{
    private const int MailboxBlock = 16;
    private readonly ConfigurationPacing _pacing = pacing ?? ConfigurationPacing.Default;

    /// <summary>Reads the boot flags. Flags that are not valid are not obeyed, whatever they say.</summary>
    /// <exception cref="IpmiCommandException">The BMC has none.</exception>
    public async Task<BootFlags> ReadFlagsAsync(CancellationToken ct) =>
        BootFlags.Parse((await connection.SendAsync(new GetSystemBootOptions(BootOptionParameter.BootFlags), ct).ConfigureAwait(false)).Data.Span);

    /// <summary>Reads all parameters; what the BMC does not know stays null.</summary>
    public async Task<BootOptions> ReadAsync(CancellationToken ct)
    {
        var store = new BootOptionStore(connection, _pacing);
        var progress = await ByteAsync(BootOptionParameter.SetInProgress).ConfigureAwait(false);
        var partition = await ByteAsync(BootOptionParameter.ServicePartition).ConfigureAwait(false);
        var scan = await ByteAsync(BootOptionParameter.ServicePartitionScan).ConfigureAwait(false);
        var retention = await ByteAsync(BootOptionParameter.FlagClearing).ConfigureAwait(false);
        var acknowledge = await store.TryReadAsync((byte)BootOptionParameter.Acknowledge, ct, atLeast: 2).ConfigureAwait(false);
        var flags = await store.TryReadAsync((byte)BootOptionParameter.BootFlags, ct, atLeast: 2).ConfigureAwait(false);
        var initiator = await store.TryReadAsync((byte)BootOptionParameter.InitiatorInfo, ct, atLeast: 9).ConfigureAwait(false);
        var mailbox = await store.TryReadAsync((byte)BootOptionParameter.InitiatorMailbox, ct, atLeast: 1).ConfigureAwait(false);
        return new BootOptions
        {
            SetInProgress = (SetInProgress?)(progress & 0x03),
            ServicePartition = partition,
            ServicePartitionScan = (ServicePartitionScan?)(scan & 0x03),
            Retention = (BootFlagRetention?)(retention & 0x1F),
            Unhandled = (BootParties?)(acknowledge?.Span[1] & 0x1F),
            Flags = flags is { } data ? BootFlags.Parse(data.Span) : null,
            Initiator = initiator is { } info ? BootInitiator.Parse(info.Span) : null,
            // The block's number comes first.
            Mailbox = mailbox is { Length: > 1 } block ? block[1..Math.Min(block.Length, MailboxBlock + 1)] : null,
            Unread = store.Unread,
        };

        async Task<byte?> ByteAsync(BootOptionParameter parameter) =>
            await store.TryReadAsync((byte)parameter, ct).ConfigureAwait(false) is { } data ? data.Span[0] : null;
    }

    /// <summary>
    /// Makes the next start go to <paramref name="device"/>, or every start, and reads it back. Send Chassis Control within 60 s: a BMC forgets flags for one start after that.
    /// </summary>
    /// <exception cref="ConfigurationException">The BMC took it and reads back something else: many forget "persistent" or UEFI.</exception>
    public Task<IReadOnlyList<string>> OverrideAsync(BootDevice device, bool persistent, bool uefi, CancellationToken ct) =>
        SetFlagsAsync(new BootFlags { Valid = true, Device = device, Persistent = persistent, Uefi = uefi }, ct);

    /// <summary>Lets the firmware decide again.</summary>
    public Task<IReadOnlyList<string>> ClearAsync(CancellationToken ct) => SetFlagsAsync(new BootFlags(), ct);

    /// <summary>Writes boot flags and tells the firmware that they are new, and reads them back.</summary>
    /// <returns>What could not be read back; empty when all is well.</returns>
    public Task<IReadOnlyList<string>> SetFlagsAsync(BootFlags flags, CancellationToken ct)
    {
        // Acknowledge first, so that a firmware that starts in between does not take old flags for new ones. It reads back as the parties clear it.
        ParameterWrite[] writes =
        [
            new("boot info acknowledge", (byte)BootOptionParameter.Acknowledge, new byte[] { (byte)BootParties.Firmware, (byte)BootParties.Firmware }) { Verify = false, Optional = true },
            new("boot flags", (byte)BootOptionParameter.BootFlags, flags.ToBytes()),
        ];
        return new BootOptionStore(connection, _pacing).ChangeAsync(writes, ct);
    }

    /// <summary>Sets what leaves the boot flags valid.</summary>
    public Task<IReadOnlyList<string>> SetRetentionAsync(BootFlagRetention retention, CancellationToken ct) =>
        ChangeAsync("boot flag valid bit clearing", BootOptionParameter.FlagClearing, [(byte)((byte)retention & 0x1F)], ct);

    /// <summary>Names the service partition, and asks the firmware to look for it.</summary>
    public Task<IReadOnlyList<string>> SetServicePartitionAsync(byte partition, bool scan, CancellationToken ct)
    {
        ParameterWrite[] writes =
        [
            new("service partition", (byte)BootOptionParameter.ServicePartition, new[] { partition }),
            new("service partition scan", (byte)BootOptionParameter.ServicePartitionScan, new byte[] { (byte)(scan ? 2 : 0) }),
        ];
        return new BootOptionStore(connection, _pacing).ChangeAsync(writes, ct);
    }

    /// <summary>Says which parties shall handle the boot information; all others are told that they need not.</summary>
    public async Task SetUnhandledAsync(BootParties parties, CancellationToken ct) =>
        await connection.SendAsync(new SetSystemBootOptions(BootOptionParameter.Acknowledge, new byte[] { 0x1F, (byte)((byte)parties & 0x1F) }), ct).ConfigureAwait(false);

    /// <summary>Says who starts the host.</summary>
    public Task<IReadOnlyList<string>> SetInitiatorAsync(BootInitiator initiator, CancellationToken ct) =>
        ChangeAsync("boot initiator info", BootOptionParameter.InitiatorInfo, initiator.ToBytes(), ct);

    /// <summary>Writes one block of the initiator's mailbox; the first begins with an IANA enterprise number, least significant byte first.</summary>
    public Task<IReadOnlyList<string>> SetMailboxAsync(byte block, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, MailboxBlock);
        var bytes = new byte[1 + MailboxBlock];
        bytes[0] = block;
        data.CopyTo(bytes.AsMemory(1));
        return new BootOptionStore(connection, _pacing).ChangeAsync(
            [new ParameterWrite("boot initiator mailbox", (byte)BootOptionParameter.InitiatorMailbox, bytes) { Set = block }], ct);
    }

    private Task<IReadOnlyList<string>> ChangeAsync(string name, BootOptionParameter parameter, byte[] data, CancellationToken ct) =>
        new BootOptionStore(connection, _pacing).ChangeAsync([new ParameterWrite(name, (byte)parameter, data)], ct);
}
