using System.Text.Json;
using Portal.Fleet.Status;
using Portal.Web.Components.Servers;

namespace Portal.Web.Components.Observe;

/// <summary>
/// What somebody without an account sees by an observer link. Static: there is no circuit, and nothing on it knows which console is meant; the secret behind the
/// # goes from the browser to the hub and nowhere else.
/// </summary>
public sealed partial class ObservePage
{
    private string Words => JsonSerializer.Serialize(new
    {
        terminal = TerminalLabels.Of(L),
        forLabel = L["observe.for"].Value,
        left = L["observe.left"].Value,
        ended = L["observe.ended"].Value,
        missing = L["observe.missing"].Value,
        states = Enum.GetValues<ConsoleLineState>().ToDictionary(
            state => JsonNamingPolicy.CamelCase.ConvertName(state.ToString()), state => L[state == ConsoleLineState.Live ? "observe.live" : state == ConsoleLineState.Connecting ? "observe.connecting" : "observe.down"].Value),
    });
}
