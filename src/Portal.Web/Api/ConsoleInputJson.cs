using System.Text;
using Portal.Fleet.Consoles.Input;

namespace Portal.Web.Api;

/// <summary>What somebody typed on a console within a minute or so.</summary>
/// <param name="By">Name of who typed.</param>
/// <param name="Bytes">How many bytes were typed.</param>
/// <param name="Text">The beginning of them as UTF-8, at most 16 KiB.</param>
internal sealed record ConsoleInputJson(string Id, string By, DateTimeOffset From, DateTimeOffset To, long Bytes, string Text)
{
    public static ConsoleInputJson Of(ConsoleInputView view) => new(
        view.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), view.UserName, view.From, view.To, view.Bytes, Encoding.UTF8.GetString(view.Content));
}
