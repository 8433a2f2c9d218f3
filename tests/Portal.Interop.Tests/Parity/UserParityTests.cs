using System.Net;
using Portal.BmcSim;

namespace Portal.Interop.Tests.Parity;

/// <summary>Users, read and changed by us, ipmitool and FreeIPMI.</summary>
public sealed class UserParityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_OfIpmiSim_IsTheSame()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);

        await CompareListAsync(sim.EndPoint, RichIpmiSim.Password);
        await CompareSummaryAsync(sim.EndPoint, RichIpmiSim.Password);
        Assert.Equal("Success\n", (await ToolRun.TextAsync(sim.EndPoint, "user test 2 16 secret", Ct)).Output);
        // ipmi_sim says so of every password; our simulator does not.
        Assert.Contains("Success", await Ipmitool.RunAsync(sim.EndPoint, "user test 2 16 wrong", Ct));
    }

    [Fact]
    public async Task List_OfTheSimulator_IsTheSame()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });

        await CompareListAsync(bmc.EndPoint, "password");
        await CompareSummaryAsync(bmc.EndPoint, "password");
        foreach (var (test, status) in new[] { ("16 password", 0), ("16 wrong", 1), ("20 password", 1), ("auto password", 0) })
            Assert.Equal(status, (await ToolRun.TextAsync(bmc.EndPoint, $"user test 2 {test}", Ct, password: "password")).ExitCode);
        var checkout = await FreeIpmi.RunAsync("ipmi-config", bmc.EndPoint, "--category=core --checkout " + string.Join(' ', Enumerable.Range(1, 16).Select(id => $"--section=User{id}")), Ct, password: "password");
        var list = (await ToolRun.JsonAsync(bmc.EndPoint, "user list", Ct, password: "password")).Json.GetProperty("users");
        foreach (var user in list.EnumerateArray())
        {
            var config = ParityText.Section(checkout, $"User{user.GetProperty("id")}");
            var access = user.GetProperty("access");
            Assert.Equal(config.GetValueOrDefault("Username", ""), user.GetProperty("name").GetString());
            Assert.Equal(config["Enable_User"] == "Yes", access.GetProperty("isEnabled").GetBoolean());
            Assert.Equal(config["Lan_Enable_IPMI_Msgs"] == "Yes", access.GetProperty("messaging").GetBoolean());
            Assert.Equal(config["Lan_Enable_Link_Auth"] == "Yes", access.GetProperty("linkAuthentication").GetBoolean());
            Assert.Equal(config["Lan_Enable_Restricted_to_Callback"] == "Yes", access.GetProperty("callbackOnly").GetBoolean());
            Assert.Equal(config["Lan_Privilege_Limit"], access.GetProperty("privilege").GetString() ?? "No_Access");
        }
    }

    [Theory]
    [InlineData("secret-of-16-byte")]
    [InlineData("secret")]
    [InlineData("twenty-bytes-of-it!!")]
    public async Task Add_ByUs_LetsIpmitoolAndFreeIpmiIn(string password)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await OursAsync(bmc, $"user add joe administrator {password}");

        Assert.Contains("Power is on", await Ipmitool.RunAsync(bmc.EndPoint, "power status", Ct, "joe", password));
        Assert.Contains("on", await FreeIpmi.RunAsync("ipmi-chassis", bmc.EndPoint, "--get-chassis-status", Ct, "joe", password));
        var size = password.Length > 16 ? 20 : 16;
        Assert.Contains("Success", await IpmitoolAsync(bmc, $"user test 5 {size} {password}"));

        await OursAsync(bmc, "user disable 5");
        Assert.Contains("disabled", await IpmitoolAsync(bmc, "channel getaccess 1 5"));
        await OursAsync(bmc, "user enable 5");
        await OursAsync(bmc, "user priv 5 operator");
        await OursAsync(bmc, "user set name 5 jill");
        Assert.Contains(ParityText.Users(await IpmitoolAsync(bmc, "user list 1")), user => user is { Id: 5, Name: "jill", Privilege: "OPERATOR", Messaging: true });
        await OursAsync(bmc, "user delete 5");
        Assert.Contains(ParityText.Users(await IpmitoolAsync(bmc, "user list 1")), user => user is { Id: 5, Name: "", Privilege: "NO ACCESS" });
    }

    [Fact]
    public async Task Set_ByIpmitool_LetsUsIn()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        foreach (var verb in (string[])["user set name 6 eve", "user set password 6 open-sesame", "channel setaccess 1 6 callin=on ipmi=on link=on privilege=4", "user enable 6"])
            await IpmitoolAsync(bmc, verb);

        Assert.Equal("Chassis Power is on\n", (await ToolRun.TextAsync(bmc.EndPoint, "power status", Ct, "eve", "open-sesame")).Succeeded().Output);
        await IpmitoolAsync(bmc, "user set password 6 twenty-bytes-of-it!! 20");
        Assert.Equal("Chassis Power is on\n", (await ToolRun.TextAsync(bmc.EndPoint, "power status", Ct, "eve", "twenty-bytes-of-it!!")).Succeeded().Output);
        await IpmitoolAsync(bmc, "user disable 6");
        Assert.Equal(4, (await ToolRun.TextAsync(bmc.EndPoint, "power status", Ct, "eve", "twenty-bytes-of-it!!")).ExitCode);
    }

    [Fact]
    public async Task Secrets_FromTheInput_AreNotOnTheCommandLine()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);
        // A user of ipmi_sim that ipmitool makes and we give a password; ipmi_sim takes 16 bytes.
        await Ipmitool.RunAsync(sim.EndPoint, "user set name 7 anna", Ct);
        var set = await ToolRun.TextAsync(sim.EndPoint, "user set password 7 open-sesame", Ct);
        Assert.Equal("Password of user 7 set.\n", set.Succeeded().Output);
        Assert.DoesNotContain("open-sesame", set.Output + set.Errors);
        Assert.Contains("Success", await Ipmitool.RunAsync(sim.EndPoint, "user test 7 16 open-sesame", Ct));
    }

    private static async Task CompareListAsync(IPEndPoint bmc, string password)
    {
        var theirs = ParityText.Users(await Ipmitool.RunAsync(bmc, "user list 1", Ct, password: password));
        var ours = (await ToolRun.JsonAsync(bmc, "user list", Ct, password: password)).Json.GetProperty("users").EnumerateArray().ToList();

        Assert.Equal(theirs.Count, ours.Count);
        foreach (var (id, name, callin, link, messaging, privilege) in theirs)
        {
            var user = ours[id - 1];
            var access = user.GetProperty("access");
            Assert.Equal((id, name, !callin), (user.GetProperty("id").GetInt32(), user.GetProperty("name").GetString(), access.GetProperty("callbackOnly").GetBoolean()));
            Assert.Equal((link, messaging), (access.GetProperty("linkAuthentication").GetBoolean(), access.GetProperty("messaging").GetBoolean()));
            // ipmi_sim has privilege 0, which is reserved, for places that are free.
            Assert.Equal(privilege is "NO ACCESS" or "Unknown (0x00)" ? null : privilege, access.GetProperty("privilege").GetString()?.ToUpperInvariant());
        }
    }

    private static async Task CompareSummaryAsync(IPEndPoint bmc, string password)
    {
        var theirs = await Ipmitool.RunAsync(bmc, "user summary 1", Ct, password: password);
        var ours = (await ToolRun.TextAsync(bmc, "user summary", Ct, password: password)).Succeeded().Output;
        foreach (var field in (string[])["Maximum IDs", "Enabled User Count", "Fixed Name Count"])
            Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours, field));
    }

    private static Task<string> IpmitoolAsync(SimulatedBmc bmc, string verb) => Ipmitool.RunAsync(bmc.EndPoint, verb, Ct, password: "password");

    private static async Task<string> OursAsync(SimulatedBmc bmc, string verb) => (await ToolRun.TextAsync(bmc.EndPoint, verb, Ct, password: "password")).Succeeded().Output;
}
