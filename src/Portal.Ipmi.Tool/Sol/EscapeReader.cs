namespace Portal.Ipmi.Tool.Sol;

/// <summary>Finds escape sequences in what a person types: a tilde at the start of a line and one character after it, as in ssh and ipmitool. Pure.</summary>
internal sealed class EscapeReader
{
    private const byte Tilde = (byte)'~';
    private State _state = State.LineStart;

    private enum State
    {
        LineStart,
        Inside,
        Tilde,
    }

    /// <summary>
    /// Takes typed bytes up to and including the first escape sequence: how many were <paramref name="taken"/>, and the
    /// <paramref name="characters"/> among them that go to the host before the action.
    /// </summary>
    public EscapeAction Read(ReadOnlySpan<byte> typed, List<byte> characters, out int taken)
    {
        for (var i = 0; i < typed.Length; i++)
        {
            var value = typed[i];
            taken = i + 1;
            switch (_state)
            {
                case State.LineStart when value == Tilde:
                    _state = State.Tilde;
                    continue;
                case State.Tilde:
                    _state = State.LineStart;
                    switch (value)
                    {
                        case (byte)'.':
                            return EscapeAction.End;
                        case (byte)'B':
                            return EscapeAction.Break;
                        case (byte)'?':
                            return EscapeAction.Help;
                        case Tilde:
                            // One tilde for the host.
                            _state = State.Inside;
                            characters.Add(Tilde);
                            continue;
                        default:
                            characters.Add(Tilde);
                            break;
                    }

                    break;
                default:
                    break;
            }

            _state = value is (byte)'\r' or (byte)'\n' ? State.LineStart : State.Inside;
            characters.Add(value);
        }

        taken = typed.Length;
        return EscapeAction.None;
    }
}
