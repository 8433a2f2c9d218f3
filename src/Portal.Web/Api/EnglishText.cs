using System.Globalization;
using System.Resources;

namespace Portal.Web.Api;

/// <summary>The pages' words in English, for programs: what language a person reads makes no difference to them.</summary>
internal static class EnglishText
{
    private static readonly ResourceManager s_texts = new("Portal.Web.Resources.Text", typeof(Text).Assembly);

    public static string Get(string key, params object[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, s_texts.GetString(key, CultureInfo.InvariantCulture) ?? key, arguments).TrimEnd();
}
