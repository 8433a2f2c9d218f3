using System.Globalization;
using System.Resources;
using Portal.Fleet.Consoles.Doctor;
using Portal.Ipmi;

namespace Portal.Web.Tests.Components;

/// <summary>Whatever the console doctor may say has words in both languages.</summary>
public sealed class DoctorWordsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("zh-CN")]
    public void Words_EveryCheckVerdictSayingFixAndPrivilege_AreThere(string culture)
    {
        var texts = new ResourceManager("Portal.Web.Resources.Text", typeof(Text).Assembly);
        string[] keys =
        [
            .. Enum.GetNames<DoctorCheck>().Select(name => $"doctor.check.{name}"),
            .. Enum.GetNames<DoctorVerdict>().Select(name => $"doctor.verdict.{name}"),
            .. Enum.GetNames<DoctorSaying>().Select(name => $"doctor.say.{name}"),
            .. Enum.GetNames<DoctorFixKind>().SelectMany(name => new[] { $"doctor.fix.{name}", $"doctor.fix.{name}.changes" }),
            .. Enum.GetNames<PrivilegeLevel>().Select(name => $"privilege.{name}"),
        ];
        Assert.DoesNotContain(keys, key => string.IsNullOrEmpty(texts.GetString(key, CultureInfo.GetCultureInfo(culture))));
    }
}
