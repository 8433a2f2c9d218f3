namespace Portal.Ipmi.Configuration;

/// <summary>Boot flags, IPMI 2.0 table 28-14, parameter 5: what the firmware shall do on the next start instead of what it is configured to.</summary>
public sealed record BootFlags
{
    /// <summary>Bytes of the parameter.</summary>
    public const int Length = 5;

    /// <summary>The flags are to be obeyed; a BMC clears this after the start, or after 60 s without one.</summary>
    public bool Valid { get; init; }

    /// <summary>Every start, not only the next one.</summary>
    public bool Persistent { get; init; }

    /// <summary>UEFI boot; otherwise legacy (PC-compatible).</summary>
    public bool Uefi { get; init; }

    /// <summary>Clear the firmware's settings.</summary>
    public bool ClearCmos { get; init; }

    /// <summary>Lock the keyboard.</summary>
    public bool LockKeyboard { get; init; }

    /// <summary>What to boot from.</summary>
    public BootDevice Device { get; init; }

    /// <summary>Blank the screen.</summary>
    public bool BlankScreen { get; init; }

    /// <summary>Lock the reset button.</summary>
    public bool LockResetButton { get; init; }

    /// <summary>Lock the power button.</summary>
    public bool LockPowerButton { get; init; }

    /// <summary>What the firmware shows.</summary>
    public FirmwareVerbosity Verbosity { get; init; }

    /// <summary>Send progress events as traps to whoever set the flags.</summary>
    public bool ForceProgressEvents { get; init; }

    /// <summary>Pass over the firmware's user password.</summary>
    public bool BypassUserPassword { get; init; }

    /// <summary>Lock the sleep button.</summary>
    public bool LockSleepButton { get; init; }

    /// <summary>Console redirection.</summary>
    public ConsoleRedirection ConsoleRedirection { get; init; }

    /// <summary>Place the serial channel into shared access for the time being.</summary>
    public bool SharedModeOverride { get; init; }

    /// <summary>Serial port after the firmware's start.</summary>
    public BootMuxOverride MuxOverride { get; init; }

    /// <summary>Which of several devices of the kind; 0 for none in particular. Bit 4 set: an external one.</summary>
    public byte DeviceInstance { get; init; }

    /// <summary>Reads the parameter's data. Old BMCs send only the first bytes; what is missing is 0.</summary>
    /// <exception cref="IpmiFormatException">There are not even two bytes.</exception>
    public static BootFlags Parse(ReadOnlySpan<byte> data)
    {
        if (data.Length < 2)
            throw new IpmiFormatException($"Boot flags have 5 bytes, at least 2; these have {data.Length}.");
        var (third, fourth, fifth) = (data.Length > 2 ? data[2] : 0, data.Length > 3 ? data[3] : 0, data.Length > 4 ? data[4] : 0);
        return new BootFlags
        {
            Valid = (data[0] & 0x80) != 0,
            Persistent = (data[0] & 0x40) != 0,
            Uefi = (data[0] & 0x20) != 0,
            ClearCmos = (data[1] & 0x80) != 0,
            LockKeyboard = (data[1] & 0x40) != 0,
            Device = (BootDevice)((data[1] >> 2) & 0x0F),
            BlankScreen = (data[1] & 0x02) != 0,
            LockResetButton = (data[1] & 0x01) != 0,
            LockPowerButton = (third & 0x80) != 0,
            Verbosity = (FirmwareVerbosity)((third >> 5) & 0x03),
            ForceProgressEvents = (third & 0x10) != 0,
            BypassUserPassword = (third & 0x08) != 0,
            LockSleepButton = (third & 0x04) != 0,
            ConsoleRedirection = (ConsoleRedirection)(third & 0x03),
            SharedModeOverride = (fourth & 0x08) != 0,
            MuxOverride = (BootMuxOverride)(fourth & 0x07),
            DeviceInstance = (byte)(fifth & 0x1F),
        };
    }

    /// <summary>The parameter's data.</summary>
    public byte[] ToBytes()
    {
        /*  1  [7] valid, [6] persistent, [5] UEFI
            2  [7] clear CMOS, [6] lock keyboard, [5:2] device, [1] blank screen, [0] lock reset button
            3  [7] lock power button, [6:5] verbosity, [4] progress event traps, [3] bypass user password, [2] lock sleep button, [1:0] console redirection
            4  [3] shared mode override, [2:0] mux override
            5  [4:0] device instance  */
        return
        [
            (byte)(Bit(7, Valid) | Bit(6, Persistent) | Bit(5, Uefi)),
            (byte)(Bit(7, ClearCmos) | Bit(6, LockKeyboard) | (((byte)Device & 0x0F) << 2) | Bit(1, BlankScreen) | Bit(0, LockResetButton)),
            (byte)(Bit(7, LockPowerButton) | (((byte)Verbosity & 0x03) << 5) | Bit(4, ForceProgressEvents) | Bit(3, BypassUserPassword)
                | Bit(2, LockSleepButton) | ((byte)ConsoleRedirection & 0x03)),
            (byte)(Bit(3, SharedModeOverride) | ((byte)MuxOverride & 0x07)),
            (byte)(DeviceInstance & 0x1F),
        ];
    }

    private static int Bit(int position, bool value) => value ? 1 << position : 0;
}
