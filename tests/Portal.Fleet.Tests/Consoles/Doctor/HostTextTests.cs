using System.Text;
using Portal.Fleet.Consoles.Doctor;

namespace Portal.Fleet.Tests.Consoles.Doctor;

/// <summary>What recorded text tells about the host, and what it must not be taken for.</summary>
public class HostTextTests
{
    private const string Boot =
        "\e[2J\e[HPhoenix BIOS\r\n[    0.000000] Linux version 6.12.0 (build@host)\r\n"
        + "[    0.000000] Command line: root=/dev/sda1 console=tty0 console=ttyS1,57600n8\r\n[    1.5] x\r\n";

    [Theory]
    [InlineData(Boot, true, false, "ttyS1", 57600)]
    [InlineData(Boot + "\r\nrack4-u17 login: ", true, true, "ttyS1", 57600)]
    [InlineData(Boot + "rack4-u17 login: root\r\nroot@rack4-u17:~# ", true, true, "ttyS1", 57600)]
    [InlineData("rack4-u17 login: \r\n" + Boot, true, false, "ttyS1", 57600)]
    [InlineData("rack4-u17 login: ", false, true, null, null)]
    [InlineData("Kernel command line: console=ttyS0\r\n", false, false, "ttyS0", null)]
    [InlineData("console=\r\nconsole=ttyS0,99999999999\r\n", false, false, "ttyS0", 9999999)]
    [InlineData("console=ttyX9,115200 console=tty0\r\n", false, false, null, null)]
    [InlineData("", false, false, null, null)]
    public void Scan_RecordedText_FindsBootPortAndLogin(string text, bool kernel, bool login, string? port, int? rate)
    {
        foreach (var piece in (int[])[1, 7, 4096])
        {
            var scanner = new HostTextScanner();
            foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(piece))
                scanner.Take(part);
            var found = scanner.End([]);
            Assert.Equal((kernel, login, port, rate), (found.Kernel, found.Login, found.Port, found.BitRate));
        }
    }

    [Fact]
    public void Scan_AnyBytes_NeitherThrowsNorGrows()
    {
        var random = new Random(7);
        var scanner = new HostTextScanner();
        var bytes = new byte[200_000];
        random.NextBytes(bytes);
        scanner.Take(bytes);
        scanner.Take(Encoding.ASCII.GetBytes(new string('[', 300_000)));
        scanner.Take("\e["u8);
        Assert.NotNull(scanner.End(bytes.AsSpan(0, 1024)));
    }

    [Fact]
    public void Noise_TextOfEveryKind_IsNoNoise_AndAWrongSpeedIs()
    {
        Assert.Equal(0, TextNoise.PercentOf(Encoding.UTF8.GetBytes(Boot)));
        Assert.Equal(0, TextNoise.PercentOf(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("服务器启动完成 ✓ ", 8)))));
        // A frame in code page 437.
        Assert.Equal(0, TextNoise.PercentOf([.. Enumerable.Repeat((byte)0xCD, 40), 0xBB, 0xBA]));
        Assert.Null(TextNoise.PercentOf("short"u8));
        // What a 115,200 line looks like at 9,600: mostly 00h, 80h, E0h, F8h, FEh.
        byte[] seen = [0x00, 0x80, 0xE0, 0xF8, 0xFE, 0x00, 0x98, 0xE6];
        Assert.InRange(TextNoise.PercentOf([.. Enumerable.Repeat(seen, 8).SelectMany(part => part)])!.Value, 60, 100);
    }
}
