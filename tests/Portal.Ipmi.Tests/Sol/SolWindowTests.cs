using System.Globalization;
using System.Text;
using Portal.Ipmi.Sol;

namespace Portal.Ipmi.Tests.Sol;

/// <summary>
/// Each case is a little conversation. Lines: <c>&gt; packet</c> must be sent now; <c>&lt; packet</c> arrives; <c>type text</c> and
/// <c>break</c> are input; <c>@ms</c> moves the clock; <c>= what</c> is what the last line must have reported; <c>full</c> and
/// <c>room</c> tell whether the reader can take more. A packet is sequence, acknowledged, count, status in hex, then characters.
/// Nothing may be sent that no line expects.
/// </summary>
public sealed class SolWindowTests
{
    public static TheoryData<string, string> Conversations => new()
    {
        {
            "input is acknowledged, and numbered on", """
            type ab
            > 1 0 0 00 ab
            < 0 1 2 00
            = accepted 2
            type c
            > 2 0 0 00 c
            < 0 2 1 00
            = accepted 1
            """
        },
        {
            "a retransmission is identical although more was typed, and backs off", """
            type ab
            > 1 0 0 00 ab
            type c
            @99
            @100
            > 1 0 0 00 ab
            @299
            @300
            > 1 0 0 00 ab
            < 0 1 2 00
            = accepted 2
            > 2 0 0 00 c
            """
        },
        {
            "a partial acceptance sends the rest under a new number", """
            type abcd
            > 1 0 0 00 abcd
            < 0 1 3 00
            = accepted 3
            > 2 0 0 00 d
            < 0 1 3 00
            = -
            < 0 2 1 00
            = accepted 1
            """
        },
        {
            "a NACK of everything holds, probes with back-off, drops nothing", """
            type ab
            > 1 0 0 00 ab
            < 0 1 0 40
            = -
            @3
            @4
            > 2 0 0 00 ab
            < 0 2 0 40
            = -
            @11
            @12
            > 3 0 0 00 ab
            < 0 3 2 00
            = accepted 2
            """
        },
        {
            "a NACK that accepted everything only pauses (ipmi_sim, buffer just full)", """
            type ab
            > 1 0 0 00 ab
            < 0 1 2 40
            = accepted 2
            type c
            @3
            < 0 1 2 40
            = -
            @4
            > 2 0 0 00 c
            """
        },
        {
            "the BMC that lifts its NACK ends the pause, and a late count is the true one", """
            type abc
            > 1 0 0 00 abc
            < 0 1 0 40
            = -
            < 0 1 2 00
            = accepted 2
            > 2 0 0 00 c
            """
        },
        {
            "no characters accepted without a NACK holds too, and a copy of that answer does not hurry", """
            type ab
            > 1 0 0 00 ab
            < 0 1 0 00
            = -
            < 0 1 0 00
            = -
            @4
            > 2 0 0 00 ab
            """
        },
        {
            "an answer that counts too much belongs to an earlier session when it is the first", """
            type a
            > 1 0 0 00 a
            < 0 1 7 00
            = -
            @4
            > 2 0 0 00 a
            < 0 2 7 00
            = -
            @12
            > 3 0 0 00 a
            < 0 3 1 00
            = accepted 1
            type b
            > 4 0 0 00 b
            < 0 4 7 00
            = accepted 1
            """
        },
        {
            "transfer unavailable is told once, holds input, and resumes at once", """
            < 0 0 0 20
            = unavailable
            < 0 0 0 20
            = -
            type ab
            > 1 0 0 00 ab
            < 0 1 1 20
            = accepted 1
            < 0 0 0 00
            = resumed
            > 2 0 0 00 b
            """
        },
        {
            "a break waits for earlier input, is a packet of its own, and is followed by later input", """
            type ab
            break
            type c
            > 1 0 0 00 ab
            < 0 1 1 00
            = accepted 1
            > 2 0 0 00 b
            < 0 2 1 00
            = accepted 1
            > 3 0 0 10
            @499
            @500
            > 3 0 0 10
            < 0 3 0 00
            = break done
            > 4 0 0 00 c
            """
        },
        {
            "a break that is never acknowledged is given up after three", """
            break
            type a
            > 1 0 0 10
            @500
            > 1 0 0 10
            @1500
            > 1 0 0 10
            @3499
            @3500
            = break given up
            > 2 0 0 00 a
            """
        },
        {
            "without any answer the channel is lost, not before", """
            type a
            > 1 0 0 00 a
            @100
            > 1 0 0 00 a
            @300
            > 1 0 0 00 a
            @700
            > 1 0 0 00 a
            @1500
            > 1 0 0 00 a
            @3100
            > 1 0 0 00 a
            @4999
            @5000
            = lost
            """
        },
        {
            "output is delivered and acknowledged", """
            < 5 0 0 00 hello
            = data hello
            > 0 5 5 00
            < 6 0 0 00 x
            = data x
            > 0 6 1 00
            """
        },
        {
            "an acknowledgement rides on input", """
            < 5 0 0 00 hello
            type ab
            = data hello
            > 1 5 5 00 ab
            < 6 1 2 00 x
            = accepted 2; data x
            > 0 6 1 00
            """
        },
        {
            "a repeated acknowledgement does not ride on input (OpenBMC would drop both)", """
            < 5 0 0 00 hello
            = data hello
            > 0 5 5 00
            < 5 0 0 00 hello
            type ab
            > 1 0 0 00 ab
            > 0 5 5 00
            """
        },
        {
            "a copy is acknowledged again and not delivered again", """
            < 5 0 0 08 hello
            = lost characters; data hello
            > 0 5 5 00
            < 5 0 0 08 hello
            = -
            > 0 5 5 00
            """
        },
        {
            "a copy that grew gets the same answer, the rest comes under the next number", """
            < 5 0 0 00 abc
            = data abc
            > 0 5 3 00
            < 5 0 0 00 abcde
            = -
            > 0 5 3 00
            < 6 0 0 00 de
            = data de
            > 0 6 2 00
            """
        },
        {
            "a BMC that insists on its grown packet gets its way: only the new characters, the full count", """
            < 5 0 0 00 abc
            = data abc
            > 0 5 3 00
            @300
            < 5 0 0 00 abcde
            = -
            > 0 5 3 00
            @500
            < 5 0 0 00 abcde
            = -
            > 0 5 3 00
            @599
            < 5 0 0 00 abcdef
            = -
            > 0 5 3 00
            @700
            < 5 0 0 00 abcdef
            = data def
            > 0 5 6 00
            """
        },
        {
            "a skipped number is a gap, and accepted", """
            < 5 0 0 00 a
            = data a
            > 0 5 1 00
            < 7 0 0 00 c
            = gap; data c
            > 0 7 1 00
            """
        },
        {
            "an old copy, out of order, is neither data nor gap", """
            < 5 0 0 00 a
            = data a
            > 0 5 1 00
            < 6 0 0 00 b
            = data b
            > 0 6 1 00
            < 5 0 0 00 a
            = -
            < 7 0 0 00 c
            = data c
            > 0 7 1 00
            """
        },
        {
            "a BMC that begins to count anew is heard: at once with new characters, after silence with the same", """
            < 1 0 0 00 a
            = data a
            > 0 1 1 00
            < 2 0 0 00 b
            = data b
            > 0 2 1 00
            < 1 0 0 00 z
            = gap; data z
            > 0 1 1 00
            < 2 0 0 00 b
            = data b
            > 0 2 1 00
            < 1 0 0 00 z
            = -
            @2000
            < 1 0 0 00 z
            = gap; data z
            > 0 1 1 00
            """
        },
        {
            "the same number with other characters is new", """
            < 1 0 0 00 abc
            = data abc
            > 0 1 3 00
            < 1 0 0 00 xyz
            = gap; data xyz
            > 0 1 3 00
            """
        },
        {
            "without room the acknowledgement is withheld, and room delivers", """
            full
            < 5 0 0 00 abc
            = -
            < 5 0 0 00 abcd
            = -
            room
            = data abcd
            > 0 5 4 00
            < 5 0 0 00 abcd
            = -
            > 0 5 4 00
            """
        },
        {
            "before the BMC loses patience it is told that nothing was accepted", """
            full
            < 5 0 0 08 abc
            = -
            < 5 0 0 08 abc
            = -
            < 5 0 0 08 abc
            = -
            < 5 0 0 08 abc
            = -
            > 0 5 0 00
            < 6 0 0 00 abc
            = -
            < 5 0 0 08 abc
            = -
            room
            = lost characters; data abc
            > 0 6 3 00
            """
        },
        {
            "host events: overrun, break, and deactivation after the last characters, even without room", """
            < 0 0 0 04
            = break
            full
            < 0 0 0 0C
            = -
            < 3 0 0 10 end
            = lost characters; break; data end; deactivated
            < 4 0 0 00 more
            = -
            """
        },
        {
            "a stub shorter than the header is ignored", """
            < stub
            = -
            """
        },
    };

    [Theory]
    [MemberData(nameof(Conversations))]
    public void Window_Conversation_GoesAsWritten(string name, string lines)
    {
        Assert.NotEmpty(name);
        new Script().Run(lines);
    }

    [Fact]
    public void Window_FourteenRefusals_SkipsTheNumberThatWasAccepted()
    {
        var window = new SolWindow(new SolTimings(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5)), 32);
        var packet = new byte[SolPacket.HeaderLength + SolPacket.MaxCharacters];
        var now = TimeSpan.Zero;
        window.StartCharacters(1);
        window.NextPacket(now, packet);
        window.OnPacket([0, 1, 1, 0], now, room: true);
        window.StartCharacters(1);

        var numbers = new List<byte>();
        for (var i = 0; i < 16; i++, now += TimeSpan.FromSeconds(2))
        {
            Assert.NotEqual(0, window.NextPacket(now, packet));
            numbers.Add(packet[0]);
            Assert.Equal(0, window.OnPacket([0, packet[0], 0, 0x40], now, room: true).Accepted);
        }

        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 2, 3], numbers);
    }

    private sealed class Script
    {
        private readonly SolWindow _window = new(new SolTimings(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5)), 32);
        private readonly SolInputQueue _input = new();
        private readonly byte[] _packet = new byte[SolPacket.HeaderLength + SolPacket.MaxCharacters];
        private readonly List<string> _reported = [];
        private TimeSpan _now;
        private bool _room = true;

        public void Run(string lines)
        {
            var number = 0;
            foreach (var line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                number++;
                var where = $"line {number}: {line}";
                if (line[0] is '>')
                {
                    Assert.Equal(line[2..] + "  <- " + where, Send() + "  <- " + where);
                    continue;
                }

                // Before time or the world moves on, everything due has been expected.
                if (line[0] is not '=' && !line.StartsWith("type", StringComparison.Ordinal) && line is not "break")
                    Assert.Equal("nothing  <- " + where, Send() + "  <- " + where);
                Do(line, where);
            }

            Assert.Equal("nothing", Send());
        }

        private void Do(string line, string where)
        {
            switch (line[0])
            {
                case '=':
                    Assert.Equal(line[2..] + "  <- " + where, (_reported.Count == 0 ? "-" : string.Join("; ", _reported)) + "  <- " + where);
                    return;
                case '<':
                    _reported.Clear();
                    Report(_window.OnPacket(Parse(line[2..]), _now, _room));
                    return;
                case '@':
                    _reported.Clear();
                    _now = TimeSpan.FromMilliseconds(int.Parse(line[1..], CultureInfo.InvariantCulture));
                    if (_window.AbandonBreak(_now))
                        _reported.Add("break given up");
                    if (_window.IsLost(_now))
                    {
                        _reported.Add("lost");
                        _window.Close();
                    }

                    return;
            }

            if (line.StartsWith("type ", StringComparison.Ordinal))
                _input.Enqueue(Encoding.ASCII.GetBytes(line[5..]));
            else if (line == "break")
                _input.Enqueue(default);
            else if (line == "full")
                _room = false;
            else if (line == "room")
            {
                _room = true;
                _reported.Clear();
                Report(_window.OnRoom(_now));
            }
            else
                Assert.Fail(where);
        }

        private string Send()
        {
            if (_window.WantsInput(_now))
            {
                if (_input.NextIsBreak)
                {
                    _input.TakeBreak();
                    _window.StartBreak();
                }
                else if (_input.Take(_window.InputBuffer) is > 0 and var count)
                    _window.StartCharacters(count);
            }

            var length = _window.NextPacket(_now, _packet);
            return length == 0
                ? "nothing"
                : $"{_packet[0]} {_packet[1]} {_packet[2]} {_packet[3]:X2} {Encoding.ASCII.GetString(_packet, 4, length - 4)}".TrimEnd();
        }

        private void Report(SolStep step)
        {
            if (step.Accepted > 0)
                _reported.Add($"accepted {step.Accepted}");
            _input.Accept(step.Accepted);
            if (step.BreakAcknowledged)
                _reported.Add("break done");
            foreach (var (signal, text) in new[]
            {
                (SolSignals.TransferUnavailable, "unavailable"), (SolSignals.TransferResumed, "resumed"), (SolSignals.Gap, "gap"),
                (SolSignals.CharactersLost, "lost characters"), (SolSignals.BreakDetected, "break"),
            })
            {
                if (step.Signals.HasFlag(signal))
                    _reported.Add(text);
            }

            if (!step.Characters.IsEmpty)
                _reported.Add("data " + Encoding.ASCII.GetString(step.Characters));
            if (step.Signals.HasFlag(SolSignals.Deactivated))
                _reported.Add("deactivated");
        }

        private static byte[] Parse(string packet)
        {
            var parts = packet.Split(' ', 5);
            if (parts.Length < 4)
                return [1, 0, 0];
            return
            [
                byte.Parse(parts[0], CultureInfo.InvariantCulture), byte.Parse(parts[1], CultureInfo.InvariantCulture),
                byte.Parse(parts[2], CultureInfo.InvariantCulture), byte.Parse(parts[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                .. parts.Length > 4 ? Encoding.ASCII.GetBytes(parts[4]) : [],
            ];
        }
    }
}
