using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Tests.Commands.App;

public sealed class PayloadCommandTests
{
    // IPMI 2.0 §24.1: SOL, instance 1, encrypt | authenticate | alerts deferred. ipmitool sends the same six bytes but for the alert bits.
    [Fact]
    public void ActivatePayload_Write_AsksForEncryptionAuthenticationAndDeferredAlerts() =>
        Assert.Equal("0101C4000000", Write(new ActivatePayload()));

    [Theory]
    [InlineData("00000000" + "0301" + "0301" + "6F02" + "FFFF", 255)] // 259 both ways, port 623: all that the header can tell
    [InlineData("00000000" + "2000" + "0040" + "9725" + "FFFF", 28)] // OpenIPMI ipmi_sim 2.0.33: 32 in, 16384 out
    [InlineData("00000000" + "0100" + "0100" + "026F" + "FFFF", 32)] // pyghmi: 1, and the port's bytes swapped
    [InlineData("00000000" + "0001" + "0001" + "6F02", 252)] // 256; no VLAN number
    [InlineData("00000000" + "0000" + "0000", 32)]
    [InlineData("00000000" + "0400" + "FFFF" + "0000" + "0000", 32)] // a header and nothing else
    [InlineData("00000000" + "0500" + "FFFF" + "0000" + "0000", 1)]
    [InlineData("00000000" + "0401" + "0401" + "6F02" + "FFFF", 32)] // 260: one too many
    public void ActivatePayload_Read_ClampsTheClaimedSize(string answer, int maxCharacters) =>
        Assert.Equal(maxCharacters, Read(new ActivatePayload(), answer).MaxOutboundCharacters);

    [Theory]
    [InlineData(0x80, IpmiFailure.SolAlreadyActive)]
    [InlineData(0x81, IpmiFailure.SolDisabled)]
    [InlineData(0x82, IpmiFailure.SolRefused)]
    [InlineData(0x83, IpmiFailure.SolRefused)]
    [InlineData(0x84, IpmiFailure.SolRefused)]
    [InlineData(0xD4, IpmiFailure.SolRefused)]
    public void ActivatePayload_FailureOf_NamesTheReason(byte code, IpmiFailure failure) =>
        Assert.Equal(failure, ActivatePayload.FailureOf((CompletionCode)code));

    // IPMI 2.0 §24.2.
    [Fact]
    public void DeactivatePayload_Write_NamesInstance() => Assert.Equal("010200000000", Write(new DeactivatePayload(2)));

    // IPMI 2.0 §24.4; the short answer and capacity 0 as Dell M-series gives it.
    [Theory]
    [InlineData("010100", 1, 1, true)]
    [InlineData("010000", 1, 1, false)]
    [InlineData("0F0080", 15, 16, true)]
    [InlineData("0001", 1, 1, true)]
    public void GetPayloadActivationStatus_Read_TellsActiveInstances(string answer, byte capacity, int instance, bool active)
    {
        var status = Read(new GetPayloadActivationStatus(), answer);

        Assert.Equal(capacity, status.InstanceCapacity);
        Assert.Equal(active, status.IsActive(instance));
        Assert.Equal("01", Write(new GetPayloadActivationStatus()));
    }

    // IPMI 2.0 §24.5.
    [Theory]
    [InlineData("78563412" + "01" + "00000000000000", 0x12345678, 1)]
    [InlineData("00000000", 0, 0)]
    public void GetPayloadInstanceInfo_Read_TellsOwner(string answer, uint session, byte port)
    {
        Assert.Equal(new PayloadInstanceInfo(session, port), Read(new GetPayloadInstanceInfo(), answer));
        Assert.Equal("0103", Write(new GetPayloadInstanceInfo(3)));
    }

    [Fact]
    public void Read_RandomBytes_ThrowsNothingButFormatException()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(16)];
            random.NextBytes(bytes);
            var hex = Convert.ToHexString(bytes);
            Try(new ActivatePayload(), hex);
            Try(new DeactivatePayload(), hex);
            Try(new GetPayloadActivationStatus(), hex);
            Try(new GetPayloadInstanceInfo(), hex);
        }
    }

    private static void Try<T>(IpmiRequest<T> request, string answer)
    {
        try
        {
            Read(request, answer);
        }
        catch (IpmiFormatException)
        {
        }
    }

    private static string Write<T>(IpmiRequest<T> request)
    {
        Span<byte> buffer = stackalloc byte[64];
        var writer = new IpmiWriter(buffer);
        request.Write(ref writer);
        return Convert.ToHexString(buffer[..writer.Written]);
    }

    private static T Read<T>(IpmiRequest<T> request, string answer)
    {
        var reader = new IpmiReader(Convert.FromHexString(answer));
        return request.Read(ref reader);
    }
}
