namespace Portal.Ipmi.Commands.App;

/// <summary>Lock of a channel's keys, IPMI 2.0 §22.25.</summary>
public enum ChannelKeyLock : byte
{
    /// <summary>They cannot be locked.</summary>
    NotLockable = 0,

    /// <summary>Locked: neither to be read nor written.</summary>
    Locked = 1,

    /// <summary>Not locked.</summary>
    Unlocked = 2,

    /// <summary>Reserved value.</summary>
    Reserved = 3,
}
