using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Set Channel Security Keys, IPMI 2.0 §22.25: reads, sets or locks K_R or K_G. Made with <see cref="Read(byte, ChannelKeyId)"/>, <see cref="Set"/> or <see cref="LockForEver"/>.</summary>
public sealed record SetChannelSecurityKeys : IpmiRequest<ChannelKey>
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 20;

    private const byte ReadOperation = 0;
    private const byte SetOperation = 1;
    private const byte LockOperation = 2;

    private SetChannelSecurityKeys(byte channel, ChannelKeyId id, byte operation, SecretBytes? key)
    {
        Channel = channel;
        Id = id;
        Operation = operation;
        Key = key;
    }

    /// <summary>The channel; 0Eh is this one.</summary>
    public byte Channel { get; }

    /// <summary>Which key.</summary>
    public ChannelKeyId Id { get; }

    private byte Operation { get; }

    private SecretBytes? Key { get; }

    /// <summary>Reads a key.</summary>
    public static SetChannelSecurityKeys Read(byte channel, ChannelKeyId id) => new(channel, id, ReadOperation, null);

    /// <summary>Sets a key of 20 bytes; all zeros is "no key".</summary>
    public static SetChannelSecurityKeys Set(byte channel, ChannelKeyId id, SecretBytes key)
    {
        if (key.Length != KeyLength)
            throw new ArgumentException($"A channel key has {KeyLength} bytes, not {key.Length}.", nameof(key));
        return new SetChannelSecurityKeys(channel, id, SetOperation, key);
    }

    /// <summary>Locks a key: nobody can read or set it any more, and only the BMC's vendor knows how to undo that.</summary>
    public static SetChannelSecurityKeys LockForEver(byte channel, ChannelKeyId id) => new(channel, id, LockOperation, null);

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x56);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "the key is locked",
        0x81 => "the key has too few bytes",
        0x82 => "the key does not have the format it must have",
        0x83 => "the key is none of those it may be",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1     [3:0] channel
            2     [1:0] 0 read, 1 set, 2 lock
            3     0 K_R, 1 K_G
            4-23  key, to set it  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte(Operation);
        writer.WriteByte((byte)Id);
        if (Key is { } key)
            writer.WriteBytes(key.Reveal());
    }

    /// <inheritdoc />
    protected internal override ChannelKey Read(ref IpmiReader reader)
    {
        /*  1     [1:0] lock
            2-21  key, when it was read  */
        var state = (ChannelKeyLock)(reader.ReadByte() & 0x03);
        return new ChannelKey(state, Operation == ReadOperation && reader.Remaining >= KeyLength ? new SecretBytes(reader.ReadBytes(KeyLength)) : null);
    }
}
