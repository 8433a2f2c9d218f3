using System.Text;
using Portal.Web.Api;

namespace Portal.Web.Tests.Api;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("plain\r\ntext\n", "plain\ntext\n")]
    [InlineData("\e[31;1mred\e[m and \e[2J\e[Hhome", "red and home")]
    [InlineData("\e]0;title\acontent\e]8;;http://x\e\\link", "contentlink")]
    [InlineData("\ePq#0;sixel\e\\after\e(Bset\e=key\e7", "aftersetkey")]
    [InlineData("50%\r75%\r100%\r\n", "50%\n75%\n100%\n")]
    [InlineData("a\r\r\nb\tc\bd\0\a", "a\nb\tcd")]
    [InlineData("\u009b31mred\u009dtitle\u009cend", "redend")]
    [InlineData("cut \e[3", "cut ")]
    [InlineData("é漢字🙂", "é漢字🙂")]
    public void Convert_AnyCut_SameText(string input, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(input);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var plain = new PlainText();
            Assert.Equal(expected, plain.Convert(bytes.AsSpan(0, cut)) + plain.Convert(bytes.AsSpan(cut)) + plain.Finish());
        }
    }

    [Fact]
    public void Convert_RandomBytes_NoControlCharacterSurvives()
    {
        var random = new Random(11);
        var plain = new PlainText();
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            Assert.DoesNotContain(plain.Convert(bytes), character => char.IsControl(character) && character is not ('\n' or '\t'));
        }
    }
}
