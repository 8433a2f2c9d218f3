using FsCheck.Xunit;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;
using static Portal.Ipmi.Tests.Commands.CommandBytes;

namespace Portal.Ipmi.Tests.Commands.App;

public sealed class UserAndChannelCommandTests
{
    [Fact]
    public void UserCommands_Requests_AreTheSpecifications()
    {
        // §22.26 to §22.30; the access as `ipmitool user priv 4 3 1` and `channel setaccess 1 4 link=off ipmi=on callin=on privilege=3` send it.
        Assert.Equal("010403", Written(new SetUserAccess(1, 4, PrivilegeLevel.Operator)));
        Assert.Equal("910403", Written(new SetUserAccess(1, 4, PrivilegeLevel.Operator) { Permissions = UserPermissions.Messaging }));
        Assert.Equal("F1040F02", Written(new SetUserAccess(1, 4, null) { Permissions = UserPermissions.Messaging | UserPermissions.LinkAuthentication | UserPermissions.CallbackOnly, SessionLimit = 2 }));
        Assert.Equal("0E04", Written(new GetUserAccess(0x0E, 4)));
        Assert.Equal("04" + "6A6F65" + new string('0', 26), Written(new SetUserName(4, "joe")));
        Assert.Equal("04", Written(new GetUserName(4)));
        using var password = SecretBytes.FromText("secret");
        using var longPassword = SecretBytes.FromText("0123456789abcdefghij");
        Assert.Equal("0402" + "736563726574" + new string('0', 20), Written(new SetUserPassword(4, PasswordOperation.Set) { Password = password }));
        Assert.Equal("8403" + "303132333435363738396162636465666768696A", Written(new SetUserPassword(4, PasswordOperation.Test) { Password = longPassword, IsLong = true }));
        Assert.Equal("0401", Written(new SetUserPassword(4, PasswordOperation.Enable)));
        Assert.Equal("0400" + new string('0', 32), Written(new SetUserPassword(4, PasswordOperation.Disable) { IsPadded = true }));
        Assert.Throws<ArgumentException>(() => Written(new SetUserName(4, "a name of more than 16 bytes")));
        Assert.Throws<ArgumentException>(() => Written(new SetUserPassword(4, PasswordOperation.Set) { Password = longPassword }));
    }

    [Fact]
    public void Secrets_InRequestsAndAnswers_AreNeverPrinted()
    {
        using var password = SecretBytes.FromText("swordfish");
        using var key = new SecretBytes("swordfish-swordfish-"u8);
        var answer = Read(SetChannelSecurityKeys.Read(1, ChannelKeyId.Kg), "02" + Convert.ToHexString("swordfish-swordfish-"u8));

        foreach (var text in (string[])[$"{new SetUserPassword(4, PasswordOperation.Set) { Password = password }}", $"{SetChannelSecurityKeys.Set(1, ChannelKeyId.Kg, key)}", $"{answer}"])
            Assert.DoesNotContain("swordfish", text);
        Assert.Equal("swordfish-swordfish-"u8, answer.Key!.Reveal());
    }

    [Fact]
    public void UserCommands_Answers_AreRead()
    {
        Assert.Equal(
            new UserAccess(15, 3, 1, true, PrivilegeLevel.Administrator) { LinkAuthentication = true, Messaging = true }, Read(new GetUserAccess(1, 2), "0F 43 01 34"));
        Assert.Equal(new UserAccess(15, 3, 1, false, null) { CallbackOnly = true }, Read(new GetUserAccess(1, 3), "0F 83 01 4F"));
        Assert.Null(Read(new GetUserAccess(1, 3), "0F 03 01 14").IsEnabled);
        Assert.Equal("joe", Read(new GetUserName(4), "6A6F65" + new string('0', 26)));
        Assert.Equal("", Read(new GetUserName(4), new string('F', 32)));
        Assert.Equal("sixteen--letters", Read(new GetUserName(4), Convert.ToHexString("sixteen--letters"u8)));
        Assert.Equal("wrong size", new SetUserPassword(4, PasswordOperation.Test).Describe(SetUserPassword.WrongSize) is { } words && words.Contains("other size", StringComparison.Ordinal) ? "wrong size" : "");
    }

    [Fact]
    public void ChannelCommands_BothWays_AreTheSpecifications()
    {
        // §22.22 to §22.25; the info and access as ipmi_sim 2.0.33 answers them.
        Assert.Equal("0180", Written(new GetChannelAccess(1)));
        Assert.Equal("0140", Written(new GetChannelAccess(1, Stored: true)));
        Assert.Equal(new ChannelAccess(ChannelAccessMode.AlwaysAvailable, PrivilegeLevel.Administrator), Read(new GetChannelAccess(1), "02 04"));
        var closed = new ChannelAccess(ChannelAccessMode.Disabled, PrivilegeLevel.User) { Alerting = false, PerMessageAuthentication = false, UserLevelAuthentication = false };
        Assert.Equal(closed, Read(new GetChannelAccess(1), "38 02"));
        Assert.Equal("01B882", Written(new SetChannelAccess(1, closed)));
        Assert.Equal("017842", Written(new SetChannelAccess(1, closed, Stored: true)));
        Assert.Equal(
            new ChannelInfo(1, ChannelMedium.Lan, ChannelProtocol.Ipmb, ChannelSessions.Multi, 1, 7154, 0), Read(new GetChannelInfo(), "01 04 01 81 F2 1B 00 00 00"));
        Assert.True(Read(new GetChannelInfo(0x0F), "0F 0C 05 00") is { IsLan: false, Protocol: ChannelProtocol.Kcs, Sessions: ChannelSessions.None });
        Assert.Equal("010001", Written(SetChannelSecurityKeys.Read(1, ChannelKeyId.Kg)));
        Assert.Equal("010200", Written(SetChannelSecurityKeys.LockForEver(1, ChannelKeyId.Kr)));
        using var key = new SecretBytes(new byte[20]);
        Assert.Equal("010101" + new string('0', 40), Written(SetChannelSecurityKeys.Set(1, ChannelKeyId.Kg, key)));
        Assert.Throws<ArgumentException>(() => SetChannelSecurityKeys.Set(1, ChannelKeyId.Kg, SecretBytes.FromText("short")));
        Assert.Equal("0E0180", Written(new GetChannelCipherSuites(0) { Payload = PayloadType.Sol }));
    }

    [Fact]
    public void PayloadCommands_BothWays_AreTheSpecifications()
    {
        // §24.6 to §24.10; `ipmitool sol payload enable 1 4` and `disable`.
        Assert.Equal("010402000000", Written(new SetUserPayloadAccess(1, 4, true, UserPayloadAccess.SolOnly)));
        Assert.Equal("014402000000", Written(new SetUserPayloadAccess(1, 4, false, UserPayloadAccess.SolOnly)));
        Assert.True(Read(new GetUserPayloadAccess(1, 4), "02 00 00 00").Sol);
        Assert.False(Read(new GetUserPayloadAccess(1, 4), "01 00").Sol);
        var payloads = Read(new GetChannelPayloadSupport(1), "03 00 3F 00 01 00 00 00");
        Assert.Equal([0, 1, 0x10, 0x15, 0x20], new byte[] { 0, 1, 2, 0x10, 0x15, 0x16, 0x20, 0x21, 0x30 }.Where(payloads.Supports).Select(t => (int)t));
        Assert.Equal(new PayloadVersion(1, 0), Read(new GetChannelPayloadVersion(1, 1), "10"));
        Assert.Equal("010101", Written(new SuspendResumePayloadEncryption(PayloadType.Sol, 1, PayloadEncryptionOperation.Resume)));
        Assert.Equal("0120000000" + "0000", Written(new GetChannelOemPayloadInfo(1, 0x20)));
        Assert.Equal(new OemPayload(0x20, 343, 0x0102), Read(new GetChannelOemPayloadInfo(1, 0x20), "20 57 01 00 02 01"));
    }

    [Fact]
    public void CipherSuiteRecords_AreWhatIpmitoolLists()
    {
        // Suites 3 and 17, an OEM suite with two integrity algorithms, rubbish, suite 3 again, a record cut off.
        var records = CipherSuiteRecord.Parse(Convert.FromHexString("C003014181" + "C011034481" + "C180341200" + "0141428182" + "FF" + "C003014181" + "C1"));

        Assert.Equal(3, records.Count);
        Assert.Equal(("hmac_sha256", "sha256_128", "aes_cbc_128"), (records[1].AuthenticationName, records[1].IntegrityName, records[1].ConfidentialityName));
        Assert.Equal((0x1234, "hmac_sha1_96,hmac_md5_128", "aes_cbc_128,xrc4_128"), (records[2].Iana, records[2].IntegrityName, records[2].ConfidentialityName));
    }

    [Property]
    public void Read_RandomBytes_ThrowsNothingButFormatExceptions(byte[] bytes)
    {
        Try(new GetUserAccess(1, 1), bytes);
        Try(new GetUserName(1), bytes);
        Try(new GetChannelAccess(1), bytes);
        Try(new GetChannelInfo(), bytes);
        Try(SetChannelSecurityKeys.Read(1, ChannelKeyId.Kg), bytes);
        Try(new GetUserPayloadAccess(1, 1), bytes);
        Try(new GetChannelPayloadSupport(1), bytes);
        Try(new GetChannelPayloadVersion(1, 1), bytes);
        Try(new GetChannelOemPayloadInfo(1, 0x20), bytes);
        CipherSuiteRecord.Parse(bytes);
        CipherSuiteRecord.Parse([0xC0, .. bytes, 0xC1, .. bytes]);
    }
}
