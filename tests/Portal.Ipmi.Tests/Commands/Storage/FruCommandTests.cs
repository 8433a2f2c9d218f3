using FsCheck.Xunit;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Tests.Commands.Storage;

/// <summary>Bytes laid out after IPMI 2.0 §34.1 to §34.3.</summary>
public sealed class FruCommandTests
{
    [Fact]
    public void Requests_AreTheSpecifications()
    {
        Assert.Equal("02", Written(new GetFruInventoryAreaInfo(2)));
        Assert.Equal("02341280", Written(new ReadFruData(2, 0x1234, 0x80)));
        Assert.Equal("023412AABB", Written(new WriteFruData(2, 0x1234, new byte[] { 0xAA, 0xBB })));
        Assert.Equal((PrivilegeLevel.User, PrivilegeLevel.Operator), (new ReadFruData(0, 0, 1).RequiredPrivilege, new WriteFruData(0, 0, default).RequiredPrivilege));
        Assert.Equal(("write-protected offset", "FRU device busy"), (new WriteFruData(0, 0, default).Describe((CompletionCode)0x80), new ReadFruData(0, 0, 1).Describe((CompletionCode)0x81)));
    }

    [Fact]
    public void Answers_AreRead()
    {
        Assert.Equal(new FruInventoryAreaInfo(0x0800, true), Read(new GetFruInventoryAreaInfo(0), "000801"));
        Assert.Equal([0xAA, 0xBB], Read(new ReadFruData(0, 0, 2), "02AABB"));
        // Some BMCs pad the answer beyond the count, some count words.
        Assert.Equal([0xAA], Read(new ReadFruData(0, 0, 2), "01AABB"));
        Assert.Equal([0xAA, 0xBB], Read(new ReadFruData(0, 0, 1) { ByWords = true }, "01AABB"));
        Assert.Throws<IpmiFormatException>(() => Read(new ReadFruData(0, 0, 4), "04AABB"));
        Assert.Equal(2, Read(new WriteFruData(0, 0, new byte[2]), ""));
    }

    [Property]
    public void Read_RandomBytes_ThrowsNothingButFormatExceptions(byte[] bytes)
    {
        Try(new GetFruInventoryAreaInfo(0), bytes);
        Try(new ReadFruData(0, 0, 16) { ByWords = bytes.Length % 2 == 0 }, bytes);
        Try(new WriteFruData(0, 0, default), bytes);
    }

    private static void Try<TResponse>(IpmiRequest<TResponse> request, byte[] bytes)
    {
        try
        {
            var reader = new IpmiReader(bytes);
            request.Read(ref reader);
        }
        catch (IpmiFormatException)
        {
        }
    }

    private static TResponse Read<TResponse>(IpmiRequest<TResponse> request, string hex)
    {
        var reader = new IpmiReader(Convert.FromHexString(hex));
        return request.Read(ref reader);
    }

    private static string Written<TResponse>(IpmiRequest<TResponse> request)
    {
        Span<byte> bytes = stackalloc byte[64];
        var writer = new IpmiWriter(bytes);
        request.Write(ref writer);
        return Convert.ToHexString(bytes[..writer.Written]);
    }
}
