using System.Globalization;
using Portal.Fleet.Configuration.Raw;

namespace Portal.Web.Components.Bmc;

/// <summary>Commands by number, for staff.</summary>
public sealed partial class RawSection
{
    private RawPolicy? _policy;
    private RawAnswer? _answer;
    private string _netFn = "06";
    private string _command = "01";
    private string _data = "";
    private string _target = "";
    private string _channel = "";

    protected override Task ReadAsync()
    {
        _policy = Handle.GetRawPolicy();
        return Task.CompletedTask;
    }

    private async Task SendAsync()
    {
        _answer = null;
        byte target = 0, channel = 0;
        if (!TryByte(_netFn, out var netFn) || !TryByte(_command, out var command) || !TryBytes(_data, out var data)
            || (_target.Trim().Length > 0 && !TryByte(_target, out target)) || (_channel.Trim().Length > 0 && !TryByte(_channel, out channel)))
        {
            Refuse(L["raw.notHex"]);
            return;
        }

        await ChangeAsync(async () =>
        {
            _answer = await Handle.SendRawAsync(new RawRequest(netFn, command, data) { Target = _target.Trim().Length > 0 ? target : null, Channel = channel }, Ended);
            return "";
        });
    }

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder(bytes.Length * 3);
        foreach (var value in bytes)
            text.Append(text.Length == 0 ? "" : " ").Append(value.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static bool TryByte(string text, out byte value) => byte.TryParse(Bare(text), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    private static bool TryBytes(string text, out byte[] bytes)
    {
        var bare = string.Concat(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Bare).Select(part => part.Length % 2 == 0 ? part : "0" + part));
        bytes = [];
        if (!bare.All(char.IsAsciiHexDigit))
            return false;
        bytes = Convert.FromHexString(bare);
        return true;
    }

    private static string Bare(string text) => text.Trim().TrimEnd('h', 'H') is var trimmed && trimmed.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? trimmed[2..] : trimmed;
}
