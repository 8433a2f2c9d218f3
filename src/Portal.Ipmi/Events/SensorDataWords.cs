namespace Portal.Ipmi.Events;

/// <summary>Words of the extension codes that sensor types define for event data 2 and 3, IPMI 2.0 table 42-3.</summary>
internal static class SensorDataWords
{
    private static readonly string[] s_firmwareError =
    [
        "unspecified",
        "no system memory is physically installed",
        "no usable system memory, all installed memory has failed unrecoverably",
        "unrecoverable hard-disk / ATAPI / IDE device failure",
        "unrecoverable system board failure",
        "unrecoverable diskette subsystem failure",
        "unrecoverable hard-disk controller failure",
        "unrecoverable PS/2 or USB keyboard failure",
        "removable boot media not found",
        "unrecoverable video controller failure",
        "no video device detected",
        "firmware (BIOS) ROM corruption detected",
        "CPU voltage mismatch",
        "CPU speed matching failure",
    ];

    private static readonly string[] s_firmwareProgress =
    [
        "unspecified",
        "memory initialization",
        "hard-disk initialization",
        "secondary processor(s) initialization",
        "user authentication",
        "user-initiated system setup",
        "USB resource configuration",
        "PCI resource configuration",
        "option ROM initialization",
        "video initialization",
        "cache initialization",
        "SM Bus initialization",
        "keyboard controller initialization",
        "embedded controller / management controller initialization",
        "docking station attachment",
        "enabling docking station",
        "docking station ejection",
        "disabling docking station",
        "calling operating system wake-up vector",
        "starting operating system boot process (INT 19h)",
        "baseboard or motherboard initialization",
        "",
        "floppy initialization",
        "keyboard test",
        "pointing device test",
        "primary processor initialization",
    ];

    private static readonly string[] s_powerState =
    [
        "S0 / G0 working",
        "S1 sleeping, context maintained",
        "S2 sleeping, processor context lost",
        "S3 sleeping, memory retained",
        "S4 suspend to disk",
        "S5 / G2 soft-off",
        "S4 / S5 soft-off, particular state cannot be determined",
        "G3 mechanical off",
        "sleeping in S1, S2 or S3",
        "G1 sleeping",
        "S5 entered by override",
        "legacy ON",
        "legacy OFF",
        "unknown",
    ];

    private static readonly string[] s_restartCause =
    [
        "unknown",
        "chassis control command",
        "reset by pushbutton",
        "power-up by pushbutton",
        "watchdog expiration",
        "OEM",
        "automatic power-up, power restore policy: always restore",
        "automatic power-up, power restore policy: previous power state",
        "reset by PEF",
        "power-cycle by PEF",
        "soft reset (e.g. Ctrl-Alt-Del)",
        "power-up by RTC (real-time clock) wake-up",
    ];

    private static readonly string[] s_slotType =
    [
        "PCI",
        "drive array",
        "external peripheral connector",
        "docking",
        "other internal expansion slot",
        "slot of the sensor's entity",
        "AdvancedTCA",
        "DIMM / memory device",
        "fan",
        "PCI Express",
        "SCSI (parallel)",
        "SATA / SAS",
        "USB",
    ];

    private static readonly string[] s_versionChange =
    [
        "unspecified",
        "management controller device ID",
        "management controller firmware revision",
        "management controller device revision",
        "management controller manufacturer ID",
        "management controller IPMI version",
        "management controller auxiliary firmware ID",
        "management controller firmware boot block",
        "other management controller firmware",
        "system firmware (EFI / BIOS) change",
        "SMBIOS change",
        "operating system change",
        "operating system loader change",
        "service or diagnostic partition change",
        "management software agent change",
        "management software application change",
        "management software middleware change",
        "programmable hardware change (e.g. FPGA)",
        "board / FRU module change",
        "board / FRU component change",
        "board / FRU replaced with equivalent version",
        "board / FRU replaced with newer version",
        "board / FRU replaced with older version",
        "board / FRU hardware configuration change",
    ];

    private static readonly string[] s_fruCause =
    [
        "normal state change",
        "commanded by software external to the FRU",
        "operator changed a handle latch",
        "operator pressed the hot swap push button",
        "FRU programmatic action",
        "communication lost",
        "communication lost due to local failure",
        "unexpected extraction",
        "operator intervention / update",
        "unable to compute IPMB address",
        "unexpected deactivation",
    ];

    private static readonly string[] s_auxiliaryAction =
    [
        "entry added",
        "entry added because event did not map to standard IPMI event",
        "entry added along with one or more corresponding SEL entries",
        "log cleared",
        "log disabled",
        "log enabled",
    ];

    private static readonly string[] s_supplyError =
    [
        "vendor mismatch",
        "revision mismatch",
        "processor missing",
        "power supply rating mismatch",
        "voltage rating mismatch",
    ];

    public static string FirmwareError(int code) => Word(s_firmwareError, code);

    public static string FirmwareProgress(int code) => Word(s_firmwareProgress, code);

    public static string PowerState(int code) => Word(s_powerState, code);

    public static string RestartCause(int code) => Word(s_restartCause, code);

    public static string SlotType(int code) => Word(s_slotType, code);

    public static string VersionChange(int code) => Word(s_versionChange, code);

    public static string FruStateCause(int code) => code == 0x0F ? "cause unknown" : Word(s_fruCause, code);

    public static string AuxiliaryLogAction(int code) => Word(s_auxiliaryAction, code);

    public static string PowerSupplyError(int code) => Word(s_supplyError, code);

    private static string Word(string[] words, int code) => code < words.Length && words[code].Length > 0 ? words[code] : $"reserved code {code:X2}h";
}
