using Portal.Ipmi.Sol;

namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>A course of events on a SOL channel: packets of the BMC, time, typed characters, breaks, a reader that is slow.</summary>
internal sealed class SolWindowTarget : FuzzTarget
{
    private readonly byte[] _packet = new byte[512];

    public override string Name => "SolWindow";

    public override object? Run(ReadOnlySpan<byte> input)
    {
        var window = new SolWindow(new SolTimings(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(20)), 40);
        var now = TimeSpan.Zero;
        while (input.Length >= 2)
        {
            var (what, more) = (input[0], input[1]);
            input = input[2..];
            now += TimeSpan.FromMilliseconds(more);
            switch (what & 7)
            {
                case 0:
                    if (window.WantsInput(now))
                        window.StartCharacters(1 + (more % 40));
                    break;
                case 1:
                    if (window.WantsInput(now))
                        window.StartBreak();
                    break;
                case 2:
                    window.OnRoom(now);
                    break;
                case 3:
                    window.AbandonBreak(now);
                    break;
                case 4:
                    now += TimeSpan.FromSeconds(more);
                    break;
                default:
                    var length = Math.Min(more, input.Length);
                    window.OnPacket(input[..length], now, room: (what & 0x80) == 0);
                    input = input[length..];
                    break;
            }

            for (var packets = 0; window.NextPacket(now, _packet) > 0; packets++)
            {
                if (packets > 8)
                    throw new InvalidOperationException("The window sends without end.");
            }
        }

        return null;
    }
}
