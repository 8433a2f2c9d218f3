using System.Net;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;

namespace Portal.Interop.Tests.Parity;

/// <summary>Chassis and boot options, read and set by us, ipmitool and FreeIPMI.</summary>
public sealed class ChassisParityTests
{
    private static readonly string[] s_fields =
    [
        "System Power", "Power Overload", "Power Interlock", "Main Power Fault", "Power Control Fault", "Power Restore Policy", "Last Power Event", "Chassis Intrusion",
        "Front-Panel Lockout", "Drive Fault", "Cooling/Fan Fault",
    ];

    private static readonly string[] s_buttons =
    [
        "Sleep Button Disable", "Diag Button Disable", "Reset Button Disable", "Power Button Disable", "Sleep Button Disabled", "Diag Button Disabled", "Reset Button Disabled",
        "Power Button Disabled",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Profiles => ["standard", "ilo", "odd", "everything wrong"];

    [Fact]
    public async Task Status_OfIpmiSim_IsTheSame()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);

        var theirs = await Ipmitool.RunAsync(sim.EndPoint, "chassis status", Ct);
        var ours = (await ToolRun.TextAsync(sim.EndPoint, "chassis status", Ct)).Succeeded().Output;
        foreach (var field in s_fields)
            Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours, field));
        await CompareWithFreeIpmiAsync(sim.EndPoint, RichIpmiSim.Password);
        Assert.Equal("Chassis Power is off\n", (await ToolRun.TextAsync(sim.EndPoint, "power status", Ct)).Succeeded().Output);
        await ToolRun.TextAsync(sim.EndPoint, "power on", Ct);
        Assert.Contains("is on", await Ipmitool.RunAsync(sim.EndPoint, "power status", Ct));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Status_OfAProfile_IsTheSame(string profile)
    {
        await using var bmc = Start(profile);
        var theirs = await IpmitoolAsync(bmc, "chassis status");
        var ours = await OursAsync(bmc, "chassis status");

        foreach (var field in ParityText.Profile(profile).HasFrontPanelButtons ? s_fields.Concat(s_buttons) : s_fields)
            Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours, field));
        await CompareWithFreeIpmiAsync(bmc.EndPoint, "password");
    }

    [Fact]
    public async Task HoursCauseAndPolicies_AreTheSame()
    {
        await using var bmc = Start("everything wrong");
        var json = (await ToolRun.JsonAsync(bmc.EndPoint, "chassis poh", Ct, password: "password")).Json;

        Assert.Equal(Ipmitool.Field(await IpmitoolAsync(bmc, "chassis poh"), "POH Counter"), Ipmitool.Field(await OursAsync(bmc, "chassis poh"), "POH Counter"));
        Assert.Equal(8123, json.GetProperty("counter").GetInt32());
        // FreeIPMI divides by the minutes per count instead of multiplying; see docs/ipmi-parity.md.
        Assert.Equal("Power on hours : 2 Hours 15 Minutes\n", await FreeAsync(bmc, "ipmi-chassis", "--get-power-on-hours-counter"));
        await IpmitoolAsync(bmc, "power off");
        await IpmitoolAsync(bmc, "power on");
        var cause = await IpmitoolAsync(bmc, "chassis restart_cause");
        Assert.Equal(Ipmitool.Field(cause, "System restart cause"), Ipmitool.Field(await OursAsync(bmc, "chassis restart_cause"), "System restart cause"));
        Assert.Contains("Chassis Control", await FreeAsync(bmc, "ipmi-chassis", "--get-system-restart-cause"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("command", Ipmitool.Field(await OursAsync(bmc, "chassis status"), "Last Power Event").Split(' ')[^1]);

        var policies = Ipmitool.Field(await IpmitoolAsync(bmc, "chassis policy list"), "Supported chassis power policy");
        Assert.Equal(policies, Ipmitool.Field(await OursAsync(bmc, "chassis policy list"), "Supported chassis power policy"));
        await OursAsync(bmc, "chassis policy always-on");
        Assert.Equal("always-on", Ipmitool.Field(await IpmitoolAsync(bmc, "chassis status"), "Power Restore Policy"));
        Assert.Equal("On_State_AC_Apply", ParityText.Section(await FreeAsync(bmc, "ipmi-config", "--category=chassis --checkout"), "Chassis_Power_Conf")["Power_Restore_Policy"]);
    }

    [Fact]
    public async Task Capabilities_AreTheSame()
    {
        await using var bmc = Start("standard");
        var theirs = await FreeAsync(bmc, "ipmi-chassis", "--get-chassis-capabilities");
        var ours = (await ToolRun.JsonAsync(bmc.EndPoint, "chassis capabilities", Ct, password: "password")).Json;

        Assert.Equal("IntrusionSensor, FrontPanelLockout, DiagnosticInterrupt", ours.GetProperty("features").GetString());
        Assert.Equal(("provided", "provided", "provided", "not provided"),
            (Ipmitool.Field(theirs, "Intrusion sensor"), Ipmitool.Field(theirs, "Front Panel Lockout"), Ipmitool.Field(theirs, "Diagnostic Interrupt"), Ipmitool.Field(theirs, "Power interlock")));
        Assert.Equal(Ipmitool.Field(theirs, "Bridge Device Address"), $"{ours.GetProperty("bridgeAddress").GetInt32():X2}h");
    }

    [Fact]
    public async Task Identify_OfEither_IsSeenByTheOther()
    {
        await using var bmc = Start("standard");
        await OursAsync(bmc, "chassis identify force");
        Assert.Equal("indefinite on", Ipmitool.Field(await FreeAsync(bmc, "ipmi-chassis", "--get-chassis-status"), "Chassis Identify state").ToLowerInvariant());
        await IpmitoolAsync(bmc, "chassis identify 0");
        Assert.Equal("off", Ipmitool.Field(await OursAsync(bmc, "chassis status"), "Identify"));
    }

    [Theory]
    [InlineData("none", "No override", "NO-OVERRIDE")]
    [InlineData("pxe", "Force PXE", "PXE")]
    [InlineData("disk", "Force Boot from default Hard-Drive", "HARD-DRIVE")]
    [InlineData("safe", "Force Boot from default Hard-Drive, request Safe-Mode", "HARD-DRIVE-SAFE-MODE")]
    [InlineData("diag", "Force Boot from Diagnostic Partition", "DIAGNOSTIC_PARTITION")]
    [InlineData("cdrom", "Force Boot from CD/DVD", "CD-DVD")]
    [InlineData("bios", "Force Boot into BIOS Setup", "BIOS-SETUP")]
    [InlineData("floppy", "Force Boot from Floppy/primary removable media", "FLOPPY")]
    public async Task BootDevice_OfEither_IsSeenByTheOthers(string device, string inWords, string inConfig)
    {
        await using var bmc = Start("standard");
        await OursAsync(bmc, $"chassis bootdev {device} --persistent --uefi");
        var theirs = await IpmitoolAsync(bmc, "chassis bootparam get 5");
        var config = ParityText.Section(await FreeAsync(bmc, "ipmi-config", "--category=chassis --checkout"), "Chassis_Boot_Flags");

        var set = device != "none";
        Assert.Contains(inWords, theirs, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(set ? "Boot Flag Valid" : "Boot Flag Invalid", theirs);
        Assert.Contains(set ? "BIOS EFI boot" : "legacy", theirs);
        Assert.Contains(set ? "all future boots" : "only next boot", theirs);
        Assert.Equal((inConfig, set ? "Yes" : "No", set ? "EFI" : "PC-COMPATIBLE"), (config["Boot_Device"], config["Boot_Flags_Persistent"], config["BIOS_Boot_Type"]));

        await IpmitoolAsync(bmc, $"chassis bootdev {device} options=efiboot");
        var flags = (await ToolRun.JsonAsync(bmc.EndPoint, "chassis bootparam get 5", Ct, password: "password")).Json.GetProperty("options").GetProperty("flags");
        Assert.Equal(device, Ipmitool.Field(await OursAsync(bmc, "chassis bootparam get 5"), "Boot Device"));
        Assert.True(flags.GetProperty("valid").GetBoolean());
        Assert.False(flags.GetProperty("persistent").GetBoolean());
    }

    [Fact]
    public async Task BootFlags_OfIpmiSim_AreTheSame()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);
        var data = Ipmitool.Field(await Ipmitool.RunAsync(sim.EndPoint, "chassis bootparam get 5", Ct), "Boot parameter data");
        var flags = (await ToolRun.JsonAsync(sim.EndPoint, "chassis bootparam get 5", Ct)).Json.GetProperty("options").GetProperty("flags");

        Assert.Equal("0008000000", data);
        Assert.Equal(("HardDrive", false), (flags.GetProperty("device").GetString(), flags.GetProperty("valid").GetBoolean()));
    }

    [Theory]
    [InlineData(0x55, 0x00)]
    [InlineData(0x56, 0x00)]
    [InlineData(0x57, 0xFF)]
    [InlineData(0x58, 0x01)]
    public async Task SelfTest_EveryResult_MeansTheSame(byte outcome, byte details)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = HardwareProfile.Standard with { SelfTest = (outcome, details) } });
        var ours = await ToolRun.TextAsync(bmc.EndPoint, "mc selftest", Ct, password: "password");
        // Both say by their exit status that a test failed.
        var theirs = await ExternalProgram.RunAsync(
            "ipmitool", "ipmitool", ["-I", "lanplus", "-C", "3", "-H", $"{bmc.EndPoint.Address}", "-p", $"{bmc.EndPoint.Port}", "-U", "admin", "-P", "password", "mc", "selftest"],
            TimeSpan.FromSeconds(30), Ct);

        Assert.Equal(outcome is 0x55 or 0x56 ? 0 : 1, ours.ExitCode);
        var words = Ipmitool.Field(ours.Output, "Selftest");
        var expected = outcome switch
        {
            0x55 => ("passed", "passed"),
            0x56 => ("not implemented", "not implemented"),
            0x57 => ("event log cannot be accessed", "SEL device not accessible"),
            _ => ("fatal hardware error (01h)", "fatal error"),
        };
        Assert.StartsWith(expected.Item1, words);
        Assert.Contains(expected.Item2, theirs.Output, StringComparison.OrdinalIgnoreCase);
        if (outcome == 0x57)
            Assert.Equal(8, words.Split(", ").Length);
    }

    private static SimulatedBmc Start(string profile)
    {
        var hardware = profile switch
        {
            "everything wrong" => HardwareProfile.Standard with
            {
                Conditions = ChassisConditions.PowerOverload | ChassisConditions.Interlock | ChassisConditions.PowerFault | ChassisConditions.PowerControlFault
                    | ChassisConditions.AcFailed | ChassisConditions.Intrusion | ChassisConditions.FrontPanelLockout | ChassisConditions.DriveFault | ChassisConditions.CoolingFault,
                RestorePolicy = 0,
            },
            _ => ParityText.Profile(profile),
        };
        return SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = hardware, BootPace = 0, Line = SimLine.Silent });
    }

    private static async Task CompareWithFreeIpmiAsync(IPEndPoint bmc, string password)
    {
        var theirs = await FreeIpmi.RunAsync("ipmi-chassis", bmc, "--get-chassis-status", Ct, password: password);
        var ours = (await ToolRun.JsonAsync(bmc, "chassis status", Ct, password: password)).Json;
        Assert.Equal(Ipmitool.Field(theirs, "System Power") == "on", ours.GetProperty("isOn").GetBoolean());
        foreach (var (name, property) in new[]
        {
            ("Power overload", "powerOverload"), ("Interlock", "interlock"), ("Power fault", "powerFault"), ("Power control fault", "powerControlFault"),
            ("Chassis intrusion", "intrusion"), ("Front panel lockout", "frontPanelLockout"), ("Drive Fault", "driveFault"), ("Cooling/fan fault", "coolingFault"),
        })
        {
            Assert.Equal(Ipmitool.Field(theirs, name) is "true" or "active", ours.GetProperty(property).GetBoolean());
        }

        Assert.Equal(
            Ipmitool.Field(theirs, "Power restore policy"),
            ours.GetProperty("restorePolicy").GetString() switch { "AlwaysOff" => "Always off", "Previous" => "Restore", "AlwaysOn" => "Always on", _ => "Unknown" });
    }

    private static Task<string> IpmitoolAsync(SimulatedBmc bmc, string verb) => Ipmitool.RunAsync(bmc.EndPoint, verb, Ct, password: "password");

    private static async Task<string> OursAsync(SimulatedBmc bmc, string verb) => (await ToolRun.TextAsync(bmc.EndPoint, verb, Ct, password: "password")).Succeeded().Output;

    private static Task<string> FreeAsync(SimulatedBmc bmc, string program, string arguments) => FreeIpmi.RunAsync(program, bmc.EndPoint, arguments, Ct, password: "password");
}
