using Portal.Ipmi.Sol;

namespace Portal.Ipmi.Tests.Sol;

public sealed class SolPacketTests
{
    // IPMI 2.0 table 15-2; reserved upper halves of the sequence bytes are ignored.
    [Fact]
    public void TryRead_PacketWithCharacters_ReadsEveryField()
    {
        Assert.True(SolPacket.TryRead(Convert.FromHexString("F3A40544" + "6869"), out var packet));

        Assert.Equal(3, packet.Sequence);
        Assert.Equal(4, packet.AcknowledgedSequence);
        Assert.Equal(5, packet.AcceptedCount);
        Assert.Equal(SolStatus.Nack | SolStatus.BreakDetected, packet.Status);
        Assert.Equal("hi"u8, packet.Characters);
    }

    [Fact]
    public void TryRead_AnyLength_NeverThrowsAndNeverGivesMoreThanCanBeAcknowledged()
    {
        for (var length = 0; length < 600; length++)
        {
            Assert.Equal(length >= SolPacket.HeaderLength, SolPacket.TryRead(new byte[length], out var packet));
            Assert.Equal(Math.Clamp(length - SolPacket.HeaderLength, 0, 255), packet.Characters.Length);
        }
    }

    [Fact]
    public void Write_Break_SetsBit4Only()
    {
        var buffer = new byte[8];
        Assert.Equal(4, SolPacket.Write(buffer, 7, 0, 0, SolOperation.Break, []));
        Assert.Equal("07000010", Convert.ToHexString(buffer[..4]));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(14, 15)]
    [InlineData(15, 1)]
    public void Next_NeverGivesZero(byte sequence, byte next)
    {
        Assert.Equal(next, SolPacket.Next(sequence));
        Assert.Equal(1, SolPacket.Distance(sequence, next));
        Assert.Equal(14, SolPacket.Distance(next, sequence));
    }
}
