using System.Text;
using Portal.Fleet.Consoles;

namespace Portal.Fleet.Tests.Consoles;

public class LastLineTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("\r\n \r\n", null)]
    [InlineData("one\r\ntwo\r\n", "two")]
    [InlineData("boot\r\nsim login: ", "sim login:")]
    [InlineData("10%\r20%\r", "20%")]
    [InlineData("\e[1;31mKernel panic\e[0m - not syncing\r\n", "Kernel panic - not syncing")]
    [InlineData("\e]0;evil title\atext", "text")]
    [InlineData("\e]0;evil title\e\\text", "text")]
    [InlineData("\ePdcs\e\\after\e(B", "after")]
    [InlineData("menu\e[10;5Hentry\e[2J", "entry")]
    [InlineData("pasXX\b\bs", "pass")]
    [InlineData("a\u202Eb\u200Bc\u0007", "abc")]
    [InlineData("größe 雪", "größe 雪")]
    [InlineData("text\e[31", "text")]
    public void Of_Output_LastVisibleLine(string output, string? expected)
    {
        Assert.Equal(expected, LastLine.Of(Encoding.UTF8.GetBytes(output)));
    }

    [Fact]
    public void Of_AnyBytes_IsShortVisibleAndNeverThrows()
    {
        var random = new Random(7);
        var bytes = new byte[300];
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(bytes);
            for (var i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] % 7 == 0)
                    bytes[i] = "\e[]P\\;m\n"u8[bytes[i] % 8];
            }

            var line = LastLine.Of(bytes.AsSpan(0, round % 300));
            Assert.True(line is null || (line.Length is > 0 and <= LastLine.MaxLength && !line.Any(char.IsControl)));
        }
    }
}
