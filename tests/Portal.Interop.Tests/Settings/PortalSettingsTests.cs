using System.Net;
using System.Text.Json.Nodes;
using Portal.Interop.Tests.Parity;
using Portal.Interop.Tests.Sol;

namespace Portal.Interop.Tests.Settings;

/// <summary>Settings of a stranger's BMC, changed through the portal's API and read by ipmitool and FreeIPMI, and the other way round.</summary>
public sealed class PortalSettingsTests
{
    private const string Twenty = "0123456789abcdefghij";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_OfIpmiSim_AreWhatTheOthersRead()
    {
        using var line = new SerialLine();
        await using var sim = await RichIpmiSim.StartAsync(Ct, line.Port);
        await using var portal = await InteropPortal.StartAsync();
        var bmc = await portal.AddAsync("stranger", sim.EndPoint, RichIpmiSim.UserName, RichIpmiSim.Password) + "/bmc";
        Task<string> TheirsAsync(string verb) => Ipmitool.RunAsync(sim.EndPoint, verb, Ct);

        // Accounts: made, raised, renamed, disabled, deleted; each is what ipmitool lists, and whether it lets in.
        await portal.PutAsync($"{bmc}/users/7", new { name = "joe", password = "open-sesame", privilege = "operator" });
        await CompareUsersAsync(portal, bmc, sim.EndPoint);
        Assert.Contains("Chassis Power", await Ipmitool.RunAsync(sim.EndPoint, "-L OPERATOR power status", Ct, "joe", "open-sesame"));
        await portal.PutAsync($"{bmc}/users/7", new { name = "jill", privilege = "administrator", password = "sesame-open" });
        await CompareUsersAsync(portal, bmc, sim.EndPoint);
        Assert.Contains("Chassis Power", await Ipmitool.RunAsync(sim.EndPoint, "power status", Ct, "jill", "sesame-open"));
        Assert.Contains(ParityText.Users(await TheirsAsync("user list 1")), user => user is { Id: 7, Name: "jill", Privilege: "ADMINISTRATOR", Messaging: true });
        await portal.PutAsync($"{bmc}/users/7", new { enabled = false });
        // This BMC tells nobody who is disabled; whom it lets in is the proof.
        Assert.Null((await portal.GetAsync($"{bmc}/users/7"))["enabled"]);
        await Assert.ThrowsAnyAsync<Exception>(() => Ipmitool.RunAsync(sim.EndPoint, "power status", Ct, "jill", "sesame-open"));
        await portal.SendAsync(HttpMethod.Delete, $"{bmc}/users/7", null, HttpStatusCode.NoContent);
        Assert.Contains(ParityText.Users(await TheirsAsync("user list 1")), user => user is { Id: 7, Name: "" });
        foreach (var verb in (string[])["user set name 8 eve", "user set password 8 open-sesame", "channel setaccess 1 8 callin=on ipmi=on link=off privilege=3", "user enable 8"])
            await TheirsAsync(verb);
        await CompareUsersAsync(portal, bmc, sim.EndPoint);

        // The network: what does not move the BMC, verified by the portal itself, then by both others.
        var move = await portal.SendAsync(HttpMethod.Put, $"{bmc}/lan", new { mask = "255.255.0.0", gateway = "127.0.9.9" }, HttpStatusCode.Accepted);
        Assert.Equal("127.0.9.9", move["sent"]!.AsArray().Single(sent => sent!["name"]!.GetValue<string>() == "gateway")!["after"]!.GetValue<string>());
        var ended = await portal.WaitAsync($"{bmc}/lan/change", change => change["state"]!.GetValue<string>() != "running");
        Assert.True(ended["state"]!.GetValue<string>() == "done", ended.ToJsonString());
        await CompareLanAsync(portal, bmc, sim.EndPoint);
        await TheirsAsync("lan set 1 netmask 255.255.255.0");
        await TheirsAsync("lan set 1 defgw ipaddr 127.0.0.9");
        await CompareLanAsync(portal, bmc, sim.EndPoint);

        // Serial over LAN.
        await portal.PutAsync($"{bmc}/sol", new { enabled = true, bitRate = 57600 });
        await CompareSolAsync(portal, bmc, sim.EndPoint);
        await TheirsAsync("sol set volatile-bit-rate 115.2 1");
        await CompareSolAsync(portal, bmc, sim.EndPoint);

        // Channel access: this BMC says that it took the change and keeps what it had, which the portal notices.
        Assert.Equal("not_kept", (await portal.RefusedAsync(HttpMethod.Put, $"{bmc}/channels", new { channel = 1, alerting = false })).Code);
        await CompareChannelAsync(portal, bmc, sim.EndPoint);

        // What cannot be is said in words, before or after the BMC was asked.
        Assert.Equal("account_password_invalid", (await portal.RefusedAsync(HttpMethod.Put, $"{bmc}/users/8", new { password = Twenty + "k" })).Code);
        var (_, code, words) = await portal.RefusedAsync(HttpMethod.Put, $"{bmc}/users/2", new { enabled = false });
        Assert.Equal("would_lock_out", code);
        Assert.Contains("lock the portal out", words);
        var refused = await portal.RefusedAsync(HttpMethod.Put, $"{bmc}/sol", new { accumulateMs = 50, sendThreshold = 40 });
        Assert.Equal("bmc_command_refused", refused.Code);
        Assert.Contains("to set the SOL character accumulation: NetFn Transport, command 21h with completion code 80h (parameter not supported)", refused.Words);
    }

    private static async Task CompareUsersAsync(InteropPortal portal, string bmc, IPEndPoint sim)
    {
        var ours = (await portal.GetAsync($"{bmc}/users"))["users"]!.AsArray().ToDictionary(user => user!["slot"]!.GetValue<int>());
        var theirs = ParityText.Users(await Ipmitool.RunAsync(sim, "user list 1", Ct));
        Assert.True(theirs.Count > 4);
        foreach (var (id, name, callin, link, messaging, privilege) in theirs)
        {
            var user = ours[id]!;
            // ipmi_sim has privilege 0, which is reserved, for places that are free.
            Assert.Equal(
                (id, name, link, messaging, privilege is "NO ACCESS" or "Unknown (0x00)" ? "none" : privilege.ToLowerInvariant(), !callin),
                (user["slot"]!.GetValue<int>(), Text(user, "name"), Flag(user, "linkAuthentication"), Flag(user, "messaging"), Text(user, "privilege"), Flag(user, "callbackOnly")));
        }
    }

    private static async Task CompareLanAsync(InteropPortal portal, string bmc, IPEndPoint sim)
    {
        var ours = await portal.GetAsync($"{bmc}/lan");
        var theirs = await Ipmitool.RunAsync(sim, "lan print 1", Ct);
        foreach (var (field, name) in ((string, string)[])[("address", "IP Address"), ("mask", "Subnet Mask"), ("gateway", "Default Gateway IP"), ("mac", "MAC Address")])
            Assert.Equal(Ipmitool.Field(theirs, name), Text(ours, field));
        var free = ParityText.Section(await FreeIpmi.RunAsync("ipmi-config", sim, "--category=core --checkout --section=Lan_Conf", Ct), "Lan_Conf");
        Assert.Equal((free["Subnet_Mask"], free["Default_Gateway_IP_Address"]), (Text(ours, "mask"), Text(ours, "gateway")));
    }

    private static async Task CompareSolAsync(InteropPortal portal, string bmc, IPEndPoint sim)
    {
        var ours = await portal.GetAsync($"{bmc}/sol");
        var theirs = await Ipmitool.RunAsync(sim, "sol info 1", Ct);
        // ipmi_sim knows these two; the others are compared by the journey in the browser.
        Assert.Equal(
            (Ipmitool.Field(theirs, "Enabled"), Ipmitool.Field(theirs, "Volatile Bit Rate (kbps)")),
            (Flag(ours, "enabled") ? "true" : "false", FormattableString.Invariant($"{ours["bitRate"]!.GetValue<int>() / 1000.0:0.0}")));
    }

    private static async Task CompareChannelAsync(InteropPortal portal, string bmc, IPEndPoint sim)
    {
        var channel = (await portal.GetAsync($"{bmc}/channels"))["channels"]!.AsArray().Single(other => other!["channel"]!.GetValue<int>() == 1)!;
        var theirs = (await Ipmitool.RunAsync(sim, "channel info 1", Ct)).Split("Non-Volatile Settings");
        foreach (var (access, told) in ((JsonNode, string)[])[(channel["inForce"]!, theirs[0]), (channel["stored"]!, theirs[1])])
        {
            Assert.Equal(
                (Ipmitool.Field(told, "Alerting"), Ipmitool.Field(told, "Per-message Auth"), Ipmitool.Field(told, "User Level Auth"), Ipmitool.Field(told, "Access Mode").Replace(" ", "", StringComparison.Ordinal)),
                (Word(access, "alerting"), Word(access, "perMessageAuthentication"), Word(access, "userLevelAuthentication"), Text(access, "mode").ToLowerInvariant()));
        }
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static bool Flag(JsonNode node, string name) => node[name]!.GetValue<bool>();

    private static string Word(JsonNode node, string name) => Flag(node, name) ? "enabled" : "disabled";
}
