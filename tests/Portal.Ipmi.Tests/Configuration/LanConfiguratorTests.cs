using System.Net;
using System.Net.NetworkInformation;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Portal.Ipmi.Configuration;

namespace Portal.Ipmi.Tests.Configuration;

public sealed class LanConfiguratorTests : BmcSessionFixture
{
    private static readonly ConfigurationPacing s_atOnce = new() { BetweenWrites = TimeSpan.Zero };

    [Fact]
    public void Change_EveryField_IsTheSpecifications()
    {
        // Table 23-4. In the order in which they are written.
        var change = new LanChange
        {
            AuthenticationEnables = [AuthenticationTypes.Md5, AuthenticationTypes.Md5 | AuthenticationTypes.Password, AuthenticationTypes.Md2, AuthenticationTypes.NoAuthentication, AuthenticationTypes.Oem],
            AddressSource = IpAddressSource.Static,
            Address = IPAddress.Parse("192.168.7.20"),
            SubnetMask = IPAddress.Parse("255.255.255.0"),
            Gateway = IPAddress.Parse("192.168.7.1"),
            GatewayMac = PhysicalAddress.Parse("02-00-00-00-00-01"),
            BackupGateway = IPAddress.Parse("192.168.7.2"),
            BackupGatewayMac = PhysicalAddress.Parse("02-00-00-00-00-02"),
            Ipv4Header = new Ipv4Header(64, 2, 1, 8),
            SecondaryPort = 664,
            PrimaryPort = 623,
            ArpControl = ArpControl.Gratuitous | ArpControl.Responses,
            GratuitousArpInterval = TimeSpan.FromSeconds(2.5),
            Community = "public",
            VlanId = 0x123,
            VlanPriority = 5,
            Mac = PhysicalAddress.Parse("02-00-00-00-00-03"),
            CipherSuitePrivileges = [null, PrivilegeLevel.Administrator, PrivilegeLevel.Operator],
            BadPasswordThreshold = new BadPasswordThreshold(true, 5, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(300)),
            Destinations = [new LanDestination(2) { Type = 0, Acknowledge = true, Timeout = TimeSpan.FromSeconds(3), Retries = 4, Address = IPAddress.Parse("10.0.0.9"), UsesBackupGateway = true, Mac = PhysicalAddress.Parse("0A-0B-0C-0D-0E-0F"), VlanId = 0x123, VlanPriority = 3 }],
            Ipv6Enables = Ipv6Enables.Both,
            Ipv6TrafficClass = 1,
            Ipv6HopLimit = 32,
            Ipv6FlowLabel = 0x12345,
            Ipv6StaticAddresses = [new Ipv6Address(1, Ipv6AddressSource.Static, true, IPAddress.Parse("2001:db8::20"), 64, Ipv6AddressStatus.Active)],
            Ipv6StaticRouters = [new Ipv6Router(2, IPAddress.Parse("fe80::1"), null, 64, null)],
            Ipv6RouterControl = Ipv6RouterControl.Static,
        };

        string[] expected =
        [
            "2 0414020120", "4 01", "6 FFFFFF00", "12 C0A80701", "13 020000000001", "14 C0A80702", "15 020000000002", "7 404030", "9 9802", "10 03", "11 05",
            "16 7075626C6963000000000000000000000000", "18 02800304", "19 0200010A0000090A0B0C0D0E0F", "25 02102361", "21 05", "24 00" + "4003" + "000000000000", "26 010506001E00",
            "52 01", "53 20", "54 012345", "56 018020010DB80000000000000000000000204000", "69 FE800000000000000000000000000001", "71 40", "64 01",
            "5 020000000003", "51 02", "8 6F02", "20 2381", "3 C0A80714",
        ];
        Assert.Equal(expected, change.ToWrites().Select(write => $"{write.Parameter} {Convert.ToHexString(write.Data.Span)}"));
        Assert.Equal("0000", Convert.ToHexString(new LanChange { VlanId = 0 }.ToWrites()[0].Data.Span));
        Assert.Empty(new LanChange().ToWrites());
        Assert.Throws<ArgumentException>(() => new LanChange { Address = IPAddress.IPv6Loopback }.ToWrites());
        Assert.Throws<ArgumentException>(() => new LanChange { Community = "more than eighteen characters" }.ToWrites());
    }

    [Fact]
    public async Task ReadAsync_OfTheSimulator_IsWhole()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var lan = await new LanConfigurator(session, 1, s_atOnce).ReadAsync(Ct);

        Assert.Empty(lan.Unread);
        Assert.True(lan is { SetInProgress: SetInProgress.Complete, AddressSource: IpAddressSource.Static, VlanEnabled: false, Community: "public", Ipv4Header.TimeToLive: 64 });
        Assert.Equal(("127.0.0.1", "255.255.255.0", "127.0.0.1"), ($"{lan.Address}", $"{lan.SubnetMask}", $"{lan.Gateway}"));
        Assert.Equal(5, lan.Destinations.Count);
        Assert.Equal([CipherSuiteId.Suite3, CipherSuiteId.Suite17], lan.CipherSuites.Select(s => s.Suite));
        Assert.All(lan.CipherSuites, s => Assert.Equal(PrivilegeLevel.Administrator, s.Limit));
        Assert.True(lan.Ipv6 is { Enables: Ipv6Enables.Both, SupportsSlaac: true, StaticAddresses.Count: 2, DynamicAddresses.Count: 2, StaticRouters.Count: 2, DynamicRouters.Count: 1 });
        Assert.True(lan.Ipv6!.DynamicAddresses[0].Address.IsIPv6LinkLocal);
        Assert.Equal(10, lan.Ipv6.StaticDuid!.Value.Length);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public async Task ApplyAsync_WhateverTheBmcKnowsOfTransactions_IsTakenAndReadBack(bool noSetInProgress, bool oneAtATime, bool rollsBack)
    {
        await using var bmc = Start(o => o with { Hardware = o.Hardware with { RollsBack = rollsBack } });
        (bmc.Faults.NoSetInProgress, bmc.Faults.OneParameterAtATime) = (noSetInProgress, oneAtATime);
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var configurator = new LanConfigurator(session, 1, s_atOnce);

        Assert.Empty(await configurator.ApplyAsync(
            new LanChange
            {
                AddressSource = IpAddressSource.Dhcp,
                Address = IPAddress.Parse("10.1.2.3"),
                VlanId = 42,
                Community = "traps",
                Ipv6HopLimit = 7,
                Destinations = [new LanDestination(1) { Type = 0, Acknowledge = true, Timeout = TimeSpan.FromSeconds(9), Retries = 2, Address = IPAddress.Parse("2001:db8::1") }],
                Ipv6StaticAddresses = [new Ipv6Address(0, Ipv6AddressSource.Static, true, IPAddress.Parse("2001:db8::20"), 64, Ipv6AddressStatus.Pending)],
                CipherSuitePrivileges = [PrivilegeLevel.User, PrivilegeLevel.Administrator],
                BadPasswordThreshold = new BadPasswordThreshold(false, 3, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)),
            },
            Ct));
        var lan = await configurator.ReadAsync(Ct);

        Assert.Equal((IpAddressSource.Dhcp, "10.1.2.3", true, 42, "traps"), (lan.AddressSource, $"{lan.Address}", lan.VlanEnabled, lan.VlanId, lan.Community));
        Assert.Equal(("2001:db8::1", true, 2), ($"{lan.Destinations[1].Address}", lan.Destinations[1].Acknowledge, lan.Destinations[1].Retries));
        Assert.Equal(("2001:db8::20", Ipv6AddressStatus.Active, (byte?)7), ($"{lan.Ipv6!.StaticAddresses[0].Address}", lan.Ipv6.StaticAddresses[0].Status, lan.Ipv6.HopLimit));
        Assert.Equal([PrivilegeLevel.User, PrivilegeLevel.Administrator], lan.CipherSuites.Select(s => s.Limit));
        Assert.Equal(3, lan.BadPasswordThreshold!.Attempts);
        Assert.NotEqual(SetInProgress.InProgress, lan.SetInProgress);
    }

    [Fact]
    public async Task ApplyAsync_ReadOnlyParameter_IsRefusedAndNothingStaysClaimed()
    {
        await using var bmc = Start(o => o with { Hardware = o.Hardware with { RollsBack = true } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        bmc.Faults.CompletionCodes[(0x0C, 0x01)] = 0x82;
        var configurator = new LanConfigurator(session, 1, s_atOnce);

        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => configurator.ApplyAsync(new LanChange { Community = "x" }, Ct));
        Assert.Contains("read-only", e.Message);
        bmc.Faults.CompletionCodes.Clear();
        Assert.Equal(SetInProgress.Complete, (await configurator.ReadAsync(Ct)).SetInProgress);
    }

    [Fact]
    public async Task ApplyAsync_CipherSuiteLimit_DecidesTheNextLogin()
    {
        await using var bmc = Start();
        await using (var session = await BmcSession.OpenAsync(Options(bmc), Ct))
            await new LanConfigurator(session, 1, s_atOnce).ApplyAsync(new LanChange { CipherSuitePrivileges = [null, PrivilegeLevel.Administrator] }, Ct);

        await Assert.ThrowsAnyAsync<IpmiException>(() => BmcSession.OpenAsync(Options(bmc) with { CipherSuites = [CipherSuiteId.Suite3] }, Ct));
        await using var allowed = await BmcSession.OpenAsync(Options(bmc) with { CipherSuites = [CipherSuiteId.Suite17] }, Ct);
    }

    [Fact]
    public async Task ApplyAsync_Pauses_BetweenWritesAndBeforeReadingBack()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var time = new FakeTimeProvider();
        var configurator = new LanConfigurator(session, 1, new ConfigurationPacing { TimeProvider = time });

        var applying = configurator.ApplyAsync(new LanChange { Community = "a", VlanPriority = 1 }, Ct);
        // Two writes, two pauses; the third comes before the values are read back.
        foreach (var writes in (int[])[1, 2, 3])
        {
            await bmc.WaitUntilAsync(b => b.Ledger.Count(e => e is { NetFn: 0x0C, Command: 0x01 }) >= (writes == 3 ? 5 : writes), Ct);
            Assert.False(applying.IsCompleted);
            while (!applying.IsCompleted && bmc.Ledger.Count(e => e is { NetFn: 0x0C, Command: 0x01 }) <= writes)
            {
                time.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Yield();
            }
        }

        while (!applying.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        Assert.Empty(await applying);
    }

    [Fact]
    public async Task ReadAsync_OldBmc_ListsWhatItDoesNotTell()
    {
        await using var bmc = Start(o => o with { Hardware = o.Hardware with { HasIpv6 = false, UnsupportedLanParameters = new HashSet<byte> { 16, 25, 26 } } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var lan = await new LanConfigurator(session, 1, s_atOnce).ReadAsync(Ct);

        Assert.True(lan is { Community: null, BadPasswordThreshold: null, Ipv6: null, Destinations.Count: 5 });
        Assert.Equal([16, 25, 26, 50, 51], lan.Unread.Select(u => (int)u.Parameter).Order());
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(8, true)]
    [InlineData(8, false)]
    public async Task FindChannelAsync_WhateverItsNumber_IsFound(byte number, bool knowsPresentChannel)
    {
        await using var bmc = Start(o => o with { Hardware = o.Hardware with { LanChannel = number, KnowsPresentChannel = knowsPresentChannel } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        Assert.Equal(number, await LanConfigurator.FindChannelAsync(session, Ct));
    }

    [Theory]
    [InlineData("0003", 1, new byte[] { 3 })] // reserved byte first
    [InlineData("0311", 2, new byte[] { 3, 17 })] // without it
    [InlineData("000311", 16, new byte[] { 3, 17 })] // fewer than the count says
    [InlineData("", 2, new byte[0])]
    public void CipherSuites_WithOrWithoutTheReservedByte_AreRead(string hex, int count, byte[] suites) =>
        Assert.Equal(suites, LanFields.CipherSuites(Convert.FromHexString(hex), count)!.Select(s => (byte)s));

    [Theory]
    [InlineData("00" + "4403000000000000")]
    [InlineData("4403000000000000")]
    public void CipherPrivileges_WithOrWithoutTheReservedByte_AreRead(string hex)
    {
        var levels = LanFields.CipherPrivileges(Convert.FromHexString(hex))!;

        Assert.Equal(16, levels.Length);
        Assert.Equal([PrivilegeLevel.Administrator, PrivilegeLevel.Administrator, PrivilegeLevel.Operator, null], levels[..4]);
    }

    [Fact]
    public async Task CipherPrivileges_KeptByNumber_AreReadAllTheSame()
    {
        // Supermicro's "RMCP+ Cipher Suites : 1,2,3,6,7,8,11,12" and "Cipher Suite Priv Max : aaaaXXaaaXXaaXX", as its owners show it.
        var suites = new byte[] { 1, 2, 3, 6, 7, 8, 11, 12 }.Select(s => (CipherSuiteId)s).ToArray();
        var levels = "aaaaXXaaaXXaaXX".Select(letter => letter == 'a' ? PrivilegeLevel.Administrator : (PrivilegeLevel?)null).ToArray();
        var (limits, byNumber) = LanFields.Align(suites, levels);
        Assert.True(byNumber);
        Assert.All(limits, limit => Assert.Equal(PrivilegeLevel.Administrator, limit));

        await using var bmc = Start(o => o with { CipherSuites = [3, 8, 12, 17], Hardware = o.Hardware with { CipherPrivilegesByNumber = true } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var lan = await new LanConfigurator(session, 1, s_atOnce).ReadAsync(Ct);
        Assert.True(lan.CipherPrivilegesByNumber);
        Assert.Equal([PrivilegeLevel.Administrator, PrivilegeLevel.Administrator, PrivilegeLevel.Administrator, null], lan.CipherSuites.Select(s => s.Limit));
    }

    [Property]
    public void Parsers_RandomBytes_ThrowNothingButFormatExceptions(byte[] bytes)
    {
        ParameterParser<object?>[] parsers =
        [
            d => LanFields.Byte(d), d => LanFields.Port(d), LanFields.Ipv4, LanFields.Ipv6, LanFields.Mac, LanFields.Community, LanFields.Authentication, d => LanFields.Vlan(d),
            d => LanFields.CipherSuites(d, bytes.Length), d => LanFields.CipherSuites(d, null), LanFields.CipherPrivileges, d => LanFields.FlowLabel(d), d => LanFields.Ipv6Status(d),
            LanFields.AfterSet<object?>(LanFields.Mac), Ipv4Header.Parse, BadPasswordThreshold.Parse, d => Ipv6Address.Parse(d, true), d => Ipv6Address.Parse(d, false),
            new LanDestination(0).WithType, new LanDestination(0).WithAddress, new LanDestination(0).WithVlan,
        ];
        foreach (var parse in parsers)
        {
            try
            {
                parse(bytes);
            }
            catch (IpmiFormatException)
            {
            }
        }
    }

    [Fact]
    public async Task EverythingBuiltOfManyCommands_RandomAnswers_EndsSoonWithAResultOrAnIpmiException()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            foreach (var read in (Func<IIpmiConnection, Task>[])
            [
                c => new LanConfigurator(c, 1, s_atOnce).ReadAsync(Ct), c => new SolConfigurator(c, 1, s_atOnce).ReadAsync(Ct), c => new SerialConfigurator(c, 1, s_atOnce).ReadAsync(Ct),
                c => new BootConfigurator(c, s_atOnce).ReadAsync(Ct), c => new UserDirectory(c).ListAsync(Ct), c => LanConfigurator.FindChannelAsync(c, Ct),
                c => CipherSuiteRecord.ReadAsync(c, 1, Ipmi.Commands.App.PayloadType.Ipmi, Ct), c => new BootConfigurator(c, s_atOnce).ClearAsync(Ct),
                c => new LanConfigurator(c, 1, s_atOnce).ApplyAsync(new LanChange { Community = "x", VlanId = 1 }, Ct), c => new UserDirectory(c).DeleteAsync(3, Ct),
            ])
            {
                var bmc = new RandomBmc(seed);
                try
                {
                    await read(bmc);
                }
                catch (IpmiException)
                {
                }

                Assert.InRange(bmc.Commands, 1, 400);
            }
        }
    }
}
