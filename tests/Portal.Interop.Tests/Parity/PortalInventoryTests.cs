using Portal.Fleet.Inventory;
using Portal.Fleet.Polling;
using Portal.Fleet.Sensors;
using Portal.Ipmi;
using Portal.Ipmi.Sensors;

namespace Portal.Interop.Tests.Parity;

/// <summary>What the portal shows as the inventory of a stranger's BMC is what ipmitool prints.</summary>
public sealed class PortalInventoryTests
{
    private static readonly (string Field, string Name)[] s_fru =
    [
        ("chassisPart", "Chassis Part Number"), ("chassisSerial", "Chassis Serial"), ("boardManufacturer", "Board Mfg"), ("boardProduct", "Board Product"), ("boardSerial", "Board Serial"),
        ("boardPart", "Board Part Number"), ("productManufacturer", "Product Manufacturer"), ("productName", "Product Name"), ("productPart", "Product Part Number"), ("productVersion", "Product Version"),
        ("productSerial", "Product Serial"), ("productAssetTag", "Product Asset Tag"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Inventory_OnIpmiSim_IsWhatIpmitoolPrints()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);
        using var password = SecretBytes.FromText(RichIpmiSim.Password);
        await using var session = await BmcSession.OpenAsync(
            new BmcSessionOptions { EndPoint = sim.EndPoint, UserName = RichIpmiSim.UserName, Password = password, CipherSuites = [CipherSuiteId.Suite3] }, Ct);
        var connection = new PolledConnection(new HumanFirst(), new PollPace(1000, 1000), new PollBudget(10_000, TimeProvider.System), new VitalsMeter(), TimeProvider.System, 0) { Session = session };
        var snapshot = await new InventoryPoller(connection, new SensorPoller(connection, new InMemorySdrCache(), TimeProvider.System), TimeProvider.System).RunAsync("127.0.0.1", Ct);

        var fru = await Ipmitool.RunAsync(sim.EndPoint, "fru print 0", Ct);
        var built = snapshot.Parts.First(part => part.Key == "fru:0.20.0.0");
        Assert.Equal(InventoryPartState.Read, built.State);
        var compared = s_fru.Where(pair => built[pair.Field] is not null).ToList();
        Assert.True(compared.Count >= 5);
        Assert.All(compared, pair => Assert.Equal(Ipmitool.Field(fru, pair.Name), built[pair.Field]));
        Assert.DoesNotContain(s_fru.Except(compared), pair => fru.Contains(pair.Name + " ", StringComparison.Ordinal));

        var info = await Ipmitool.RunAsync(sim.EndPoint, "mc info", Ct);
        var bmc = snapshot.Parts[0];
        foreach (var (field, name) in ((string, string)[])[("deviceId", "Device ID"), ("deviceRevision", "Device Revision"), ("ipmiVersion", "IPMI Version"), ("manufacturerId", "Manufacturer ID"), ("productId", "Product ID")])
            Assert.Equal(Ipmitool.Field(info, name), bmc[field]);
        Assert.Equal(Ipmitool.Field(info, "Firmware Revision"), bmc["firmware"]);
        Assert.Equal(Ipmitool.Field(await Ipmitool.RunAsync(sim.EndPoint, "lan print", Ct), "MAC Address"), snapshot.Parts.Single(part => part.IsPrivate)["mac"]);
        if (bmc["systemGuid"] is { } guid)
            Assert.Contains(guid, await Ipmitool.RunAsync(sim.EndPoint, "mc guid", Ct), StringComparison.OrdinalIgnoreCase);
    }
}
